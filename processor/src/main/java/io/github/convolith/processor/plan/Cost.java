package io.github.convolith.processor.plan;

/**
 * What things cost on a current x86-64 core, in nanoseconds. Only the ratios matter: they decide between strategies.
 *
 * <p>Measured with the benchmark module's kernels on a 2.6 GHz server core under JDK 17 and 25 and rounded; the
 * differences between the two are smaller than those between the strategies.
 */
final class Cost {
    /** A multiply-add in straight-line scalar code. */
    static final double SCALAR_TERM = 0.22;
    /** A multiply-add in straight-line code too large for the instruction cache. */
    static final double COLD_TERM = 0.5;
    /** Bytecode from which on straight-line code was seen to run at the lower rate. */
    static final long HOT_CODE_BYTES = 6_000;
    /** A multiply-add of a plain loop nest. */
    static final double LOOP_TERM = 0.9;
    /** The same where there is padding, so that each index is compared with the ends of its axis. */
    static final double PADDED_LOOP_TERM = 2.3;
    /** A multiply-add in a loop that C2 turns into SIMD. */
    static final double VECTOR_TERM = 0.033;
    /** Entering and leaving such a loop once. */
    static final double VECTOR_LOOP = 14;
    /** Reading or writing one element in such a loop without arithmetic. */
    static final double VECTOR_COPY = 0.06;
    /** Copying a block of contiguous elements, apart from its length. */
    static final double BLOCK = 3;
    /** Copying one row of contiguous elements, apart from its length. */
    static final double ROW = 6;
    /** Copying one element out of a strided row. */
    static final double STRIDED_COPY = 0.4;
    /**
     * What one more method of unrolled code costs a call: nothing once it is compiled, but each has to be, and until
     * then it runs a hundred times slower.
     */
    static final double METHOD = 3000;
    /** By how much Winograd's many planes, which outgrow the second-level cache, miss what their loops would take. */
    static final double WINOGRAD_CACHE = 1.3;
    /** Entering and leaving a scalar loop over pixels once per row. */
    static final double PIXEL_ROW = 4;

    private Cost() {}
}
