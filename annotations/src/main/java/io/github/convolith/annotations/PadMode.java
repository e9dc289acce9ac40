package io.github.convolith.annotations;

/** What stands in the border that is put around an activation. The examples put three elements around {@code a b c}. */
public enum PadMode {
    /** One number everywhere: {@code 0 0 0 | a b c | 0 0 0}. */
    CONSTANT,
    /** The outermost element: {@code a a a | a b c | c c c}. */
    EDGE,
    /** The mirror image, the outermost element standing once: {@code b c b | a b c | b a b}. */
    REFLECT,
    /** The activation once more from its other end: {@code a b c | a b c | a b c}. */
    WRAP
}
