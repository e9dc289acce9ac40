package io.github.convolith.annotations;

/** How much of the loop nest becomes straight-line code. */
public enum Unroll {
    /** The planner decides by estimated cost; the header of the generated class gives its reasons. */
    AUTO,
    /** No loop is left at all. Needs a fixed size, and is refused where the code would become too large. */
    FULL,
    /** Kernel taps and channels are unrolled inside loops over the output pixels. */
    TAPS,
    /** A plain loop nest with constant bounds: the smallest code. */
    NONE
}
