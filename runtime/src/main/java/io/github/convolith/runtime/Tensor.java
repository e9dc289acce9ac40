package io.github.convolith.runtime;

/** An immutable array of float values with a name and a shape, in row-major order: the last axis varies fastest. */
public final class Tensor {
    private final String name;
    private final Shape shape;
    private final float[] values;

    private Tensor(String name, Shape shape, float[] values) {
        this.name = name;
        this.shape = shape;
        this.values = values;
    }

    /**
     * Makes a tensor of a copy of these values.
     *
     * @param name what it is called, as in {@code conv1.weight}
     * @param shape its extents
     * @param values as many values as the shape has elements, in row-major order
     * @return the tensor
     * @throws IllegalArgumentException if there are more or fewer values than the shape has elements
     */
    public static Tensor of(String name, Shape shape, float... values) {
        return owning(name, shape, values.clone());
    }

    /** {@return a tensor that keeps the array it is given: the caller must not write to it again} */
    static Tensor owning(String name, Shape shape, float[] values) {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException("tensor '" + name + "' has " + values.length + " values, but the shape "
                    + shape + " needs " + shape.elements());
        }
        return new Tensor(name, shape, values);
    }

    /** {@return what this tensor is called} */
    public String name() {
        return name;
    }

    /** {@return the extents of this tensor} */
    public Shape shape() {
        return shape;
    }

    /** {@return a fresh copy of the values, in row-major order} */
    public float[] values() {
        return values.clone();
    }

    /** {@return the name and the shape, such as {@code conv1.weight: 8 × 3 × 3 × 3}} */
    @Override
    public String toString() {
        return name + ": " + shape;
    }
}
