package io.github.convolith.processor.graph;

/** How much unrolling a spec asks for. */
public enum Unrolling {
    AUTO,
    FULL,
    TAPS,
    NONE
}
