package io.github.convolith.processor.plan;

/** Limits on the size of generated code. */
public final class Budget {
    /**
     * Bytecode a generated method may have. HotSpot never compiles a method above 8000 bytes
     * ({@code -XX:HugeMethodLimit}); the difference is the margin for what the estimates do not see.
     */
    public static final int METHOD_BYTES = 7000;

    /**
     * Multiply-adds that may be written out term by term in one class. Each needs at most one constant-pool entry, and
     * a class has 65,535.
     */
    public static final int UNROLLED_TERMS = 50_000;

    /**
     * Bytecode of written-out terms up to which the planner considers unrolling by itself. Above it the code takes C2
     * seconds to compile, and until then runs a hundred times slower than a loop; who wants it all the same asks for it.
     */
    public static final int UNASKED_BYTES = 16_000;

    /** Kernel values that may be written into a class as an array constant. */
    public static final int ARRAY_CONSTANTS = 4_000;

    /** Bytecode of one written-out multiply-add with its weight in an array: load, index, load, multiply, add. */
    public static final int TERM_BYTES = 10;

    private Budget() {}
}
