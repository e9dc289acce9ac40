package io.github.convolith.processor.graph;

/** What becomes of the bias of a layer. */
public enum BiasRule {
    ADD,
    SUBTRACT,
    NONE
}
