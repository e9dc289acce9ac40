package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;

/** Pooling of channels that are planes of their own, in vectors of pixels; the result has its channels last. */
public record VectorPlanePool(Pool pool, VectorLayout input, VectorLayout output) implements VectorKernel {
    /** Whether no window reaches into the padding. */
    static boolean supports(Pool pool, Shape input, Shape output) {
        for (int axis = 0; axis < pool.windows().size(); axis++) {
            Window window = pool.windows().get(axis);
            int size = input.size(axis);
            if (window.padBegin(size) != 0 || (long) (output.size(axis) - 1) * window.stride() + window.span() > size) {
                return false;
            }
        }
        return pool.windows().size() <= 2;
    }

    @Override
    public String title() {
        return pool.title() + " of planes";
    }
}
