package io.github.convolith.processor.graph;

/** An operator that applies an activation to every element before it is stored. */
public sealed interface Activated extends Op permits Elementwise, Scale, Weighted {
    /** The function applied last. */
    Activation activation();

    /** The same operator with another activation. */
    Activated withActivation(Activation other);
}
