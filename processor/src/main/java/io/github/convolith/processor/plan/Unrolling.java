package io.github.convolith.processor.plan;

/** How much unrolling a spec asks for. */
public enum Unrolling {
    AUTO,
    FULL,
    TAPS,
    NONE
}
