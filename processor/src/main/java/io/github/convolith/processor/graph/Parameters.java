package io.github.convolith.processor.graph;

/** Where the weights of a node come from: stored tensors, and what is done to them when the network is linked. */
public sealed interface Parameters permits Parameters.None, FilterSource, ScaleSource, Values {
    /** Of an operator without weights. */
    Parameters NONE = new None();

    /** No weights. */
    record None() implements Parameters {}
}
