package io.github.convolith.annotations;

/** How elements of two activations {@code a} and {@code b} are combined. */
public enum Elementwise {
    /** {@code a + b}. */
    ADD,
    /** {@code a - b}. */
    SUBTRACT,
    /** {@code a · b}. */
    MULTIPLY,
    /** {@code a / b}. */
    DIVIDE,
    /** The smaller of both. */
    MINIMUM,
    /** The larger of both. */
    MAXIMUM
}
