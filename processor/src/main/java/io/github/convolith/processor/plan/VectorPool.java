package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Pool;

/** Pooling of vectors of channels. */
public record VectorPool(Pool pool, VectorLayout input, VectorLayout output) implements VectorKernel {
    @Override
    public String title() {
        return pool.title() + " of vectors";
    }
}
