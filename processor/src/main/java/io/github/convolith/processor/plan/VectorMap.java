package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Op;
import java.util.List;

/** What is done to every element by itself: an activation, a scale, or two activations combined. */
public record VectorMap(Op op, List<VectorLayout> inputs, VectorLayout output) implements VectorKernel {
    public VectorMap {
        inputs = List.copyOf(inputs);
    }

    @Override
    public String title() {
        return op.title() + " of vectors";
    }
}
