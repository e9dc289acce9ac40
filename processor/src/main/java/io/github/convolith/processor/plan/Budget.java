package io.github.convolith.processor.plan;

/** Limits on the size of generated code. */
public final class Budget {
    /**
     * Bytecode a generated method may have. HotSpot never compiles a method above 8000 bytes
     * ({@code -XX:HugeMethodLimit}); the difference is the margin for what the estimates do not see.
     */
    public static final int METHOD_BYTES = 7000;

    /**
     * Bytecode that may be written out term by term in one class: about 150 methods, few enough to be called from one
     * method, and constants for far fewer than the 65,535 entries of a class's constant pool.
     */
    public static final long UNROLLED_BYTES = 1_000_000;

    /** Methods that one method may call one after the other and stay within {@link #METHOD_BYTES}. */
    public static final int CALLS = 200;

    /**
     * Floats of working memory a session may hold for a layer: 256 MiB. Strategies that would need more are not
     * considered.
     */
    public static final long WORKSPACE = 1L << 26;

    /**
     * Bytecode of written-out terms up to which the planner considers unrolling by itself. Above it the code takes C2
     * seconds to compile, and until then runs a hundred times slower than a loop; who wants it all the same asks for it.
     */
    public static final int UNASKED_BYTES = 16_000;

    /** Kernel values that may be written into a class as an array constant. */
    public static final int ARRAY_CONSTANTS = 4_000;

    /** Bytecode of one written-out multiply-add with its weight in an array: load, index, load, multiply, add. */
    public static final int TERM_BYTES = 10;

    /** Bytecode around the terms of one written-out sum: starting it, activation, store. */
    public static final int SUM_BYTES = 40;

    /** Bytecode of a statement around its terms, and of the load of an input. */
    public static final int STATEMENT_BYTES = 8;

    private Budget() {}
}
