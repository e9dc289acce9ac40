package io.github.convolith.processor.plan;

import java.util.List;

/**
 * A concatenation by copying.
 *
 * @param axis along what: channels, rows or columns
 */
public record VectorConcat(Axis axis, List<VectorLayout> inputs, VectorLayout output) implements VectorKernel {
    /** An axis as layouts know it. */
    public enum Axis {
        CHANNELS,
        ROWS,
        COLUMNS
    }

    public VectorConcat {
        inputs = List.copyOf(inputs);
    }

    @Override
    public String title() {
        return "copies of pixels";
    }
}
