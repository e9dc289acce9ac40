package io.github.convolith.processor.graph;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers that are known when code is generated, and are written into it.
 *
 * @param shape their shape
 * @param values the numbers in row-major order; in double precision, so that what is computed from them is rounded once
 */
public record Constant(Shape shape, double[] values) implements Op {
    /** Numbers that are written into one class at most: its array initialiser is a method, and each a constant of it. */
    public static final int MOST_IN_CODE = 4_000;

    public Constant {
        if (shape.elements() != values.length) {
            throw new IllegalArgumentException(shape + " does not have " + values.length + " elements");
        }
    }

    @Override
    public String title() {
        return "constant";
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return shape;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constant that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Constant[" + shape + "]";
    }
}
