package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Resize;

/** A resize of which every pixel is one of the input. */
public record VectorNearest(Resize resize, VectorLayout input, VectorLayout output) implements VectorKernel {
    /** Whether an operator is one. */
    static boolean supports(Op op) {
        return op instanceof Resize resize
                && resize.mode() == Resize.Mode.NEAREST
                && resize.axes().size() <= 2;
    }

    @Override
    public String title() {
        return resize.title() + ", copies of pixels";
    }
}
