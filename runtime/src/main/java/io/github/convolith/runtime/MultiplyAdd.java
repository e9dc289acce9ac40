package io.github.convolith.runtime;

/** How the loops of generated classes add products to sums. */
public final class MultiplyAdd {
    /**
     * The first release of Java known to vectorise {@link Math#fma(float, float, float)} as readily as a product and a
     * sum. That of Java 17 leaves loops with several sums scalar, which takes five times as long; on 25 they take 10 to
     * 30 % less. Releases between were not measured.
     */
    private static final int FIRST_JAVA = 25;

    /**
     * Whether {@link Math#fma(float, float, float)} is one instruction on this machine and vectorised by this JVM, so that
     * loops are to use it, and products are not rounded before they are added. Decided once; the JIT compiler sees a
     * constant, and compiles the one form only.
     */
    public static final boolean FUSED = Runtime.version().feature() >= FIRST_JAVA && VectorSupport.hasFma();

    private MultiplyAdd() {}
}
