package io.github.convolith.annotations;

/**
 * What becomes of the bias. A bias has one value per output channel, or one per (output, input) pair, which is summed
 * over the input channels of the group.
 */
public enum Bias {
    /** Added before the activation: {@code g(w·x + b)}. */
    ADD,
    /** Subtracted before the activation: {@code g(w·x - b)}, the threshold form. */
    SUBTRACT,
    /** There is none; weights that carry one are refused. */
    NONE
}
