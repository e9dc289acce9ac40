package io.github.convolith.runtime;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The extents of a tensor, outermost axis first: {@code channels × height × width} for an image, {@code channels ×
 * length} for a signal, {@code out × in/groups × kernel height × kernel width} for a kernel.
 *
 * <p>A shape of rank 0 is that of a scalar and has one element. Shapes are immutable and compared by value; {@code 8}
 * and {@code 8 × 1 × 1} are different shapes although they have equally many elements.
 */
public final class Shape {
    private final int[] dimensions;
    private final int elements;

    private Shape(int[] dimensions, int elements) {
        this.dimensions = dimensions;
        this.elements = elements;
    }

    /**
     * Makes a shape.
     *
     * @param dimensions the extents, outermost axis first, each at least 1; none for a scalar
     * @return the shape with these extents
     * @throws IllegalArgumentException if an extent is below 1, or if the shape has more than
     *     {@link Integer#MAX_VALUE} elements, which no Java array can hold
     */
    public static Shape of(int... dimensions) {
        int[] copy = dimensions.clone();
        long elements = 1;
        for (int axis = 0; axis < copy.length; axis++) {
            if (copy[axis] < 1) {
                throw new IllegalArgumentException("dimension " + axis + " of the shape " + text(copy) + " is "
                        + copy[axis] + ", but every dimension must be at least 1");
            }
            elements *= copy[axis];
            if (elements > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("the shape " + text(copy) + " has more than " + Integer.MAX_VALUE
                        + " elements, which is the most that an array can hold");
            }
        }
        return new Shape(copy, (int) elements);
    }

    /** {@return the number of axes} */
    public int rank() {
        return dimensions.length;
    }

    /**
     * {@return the extent along an axis}
     *
     * @param axis the axis, counted from 0 at the outermost
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int dimension(int axis) {
        if (axis < 0 || axis >= dimensions.length) {
            throw new IndexOutOfBoundsException(
                    "the shape " + this + " has " + dimensions.length + " axes, and no axis " + axis);
        }
        return dimensions[axis];
    }

    /**
     * {@return the number of channels: the extent along axis 0}
     *
     * @throws IllegalStateException if this is the shape of a scalar
     */
    public int channels() {
        if (dimensions.length == 0) {
            throw new IllegalStateException("a scalar has no channels");
        }
        return dimensions[0];
    }

    /**
     * {@return the height of {@code channels × height × width}}
     *
     * @throws IllegalStateException if this shape has another rank than 3
     */
    public int height() {
        return namedAxis(1, "height", 3, "channels × height × width");
    }

    /**
     * {@return the width of {@code channels × height × width}}
     *
     * @throws IllegalStateException if this shape has another rank than 3
     */
    public int width() {
        return namedAxis(2, "width", 3, "channels × height × width");
    }

    /**
     * {@return the length of {@code channels × length}}
     *
     * @throws IllegalStateException if this shape has another rank than 2
     */
    public int length() {
        return namedAxis(1, "length", 2, "channels × length");
    }

    /** {@return the number of elements: the product of all extents, at least 1} */
    public int elements() {
        return elements;
    }

    private int namedAxis(int axis, String name, int rank, String layout) {
        if (dimensions.length != rank) {
            throw new IllegalStateException("the shape " + this + " has no " + name + ": it is not " + layout);
        }
        return dimensions[axis];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** {@return the extents as a person writes them, such as {@code 3 × 32 × 32}} */
    @Override
    public String toString() {
        return text(dimensions);
    }

    private static String text(int[] dimensions) {
        return dimensions.length == 0
                ? "scalar"
                : Arrays.stream(dimensions).mapToObj(Integer::toString).collect(Collectors.joining(" × "));
    }
}
