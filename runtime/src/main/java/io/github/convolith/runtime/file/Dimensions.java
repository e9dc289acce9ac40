package io.github.convolith.runtime.file;

import java.util.List;

/** The extents of a tensor, outermost axis first, whose values are few enough for an array. */
final class Dimensions {

    /** The most axes, as in NumPy. It bounds what it costs to put one value into order. */
    static final int MAXIMUM_RANK = 64;

    /** The JVM allocates no array that is longer. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final int[] sizes;
    private final int elements;

    private Dimensions(int[] sizes, int elements) {
        this.sizes = sizes;
        this.elements = elements;
    }

    /**
     * Checks extents as a file gives them.
     *
     * @throws MalformedFileException if there are too many axes, no values at all, or more than an array can hold
     */
    static Dimensions of(List<Long> extents, Place place) throws MalformedFileException {
        if (extents.size() > MAXIMUM_RANK) {
            throw place.malformed("has " + extents.size() + " axes; " + MAXIMUM_RANK + " is the most");
        }
        int[] sizes = new int[extents.size()];
        int elements = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            long extent = extents.get(axis);
            if (extent < 1) {
                throw place.malformed(
                        "has the shape " + extents + ", which is empty; leave empty tensors out of the file");
            }
            if (extent > LONGEST_ARRAY / elements) {
                throw place.malformed("has the shape " + extents + ", which is more values than an array can hold");
            }
            sizes[axis] = (int) extent;
            elements *= sizes[axis];
        }
        return new Dimensions(sizes, elements);
    }

    /** {@return the extents, outermost first} */
    int[] sizes() {
        return sizes.clone();
    }

    /** {@return the number of values, at least 1} */
    int elements() {
        return elements;
    }

    /** {@return where in row-major order the value is that stands at an index in Fortran order: first axis fastest} */
    int rowMajor(int fortranIndex) {
        int stride = elements;
        int rest = fortranIndex;
        int position = 0;
        for (int size : sizes) {
            stride /= size;
            position += rest % size * stride;
            rest /= size;
        }
        return position;
    }
}
