package io.github.convolith.annotations;

/** Which of two elements is the nearest to a place between them. */
public enum Rounding {
    /** The nearer one; half-way the one before. */
    ROUND_PREFER_FLOOR,
    /** The nearer one; half-way the one behind. */
    ROUND_PREFER_CEIL,
    /** The one before. */
    FLOOR,
    /** The one behind. */
    CEIL
}
