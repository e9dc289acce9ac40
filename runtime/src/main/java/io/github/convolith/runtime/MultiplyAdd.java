package io.github.convolith.runtime;

/**
 * What the loops of generated classes are made of, as one instruction where that pays. Decided once for a JVM, so that
 * C2 sees a constant and compiles the one form only.
 */
public final class MultiplyAdd {
    /**
     * The first release of Java known to vectorise {@link Math#fma(float, float, float)} as readily as a product and a
     * sum. That of Java 17 leaves loops with several sums scalar, which takes five times as long; on 25 they take 10 to
     * 30 % less. Releases between were not measured.
     */
    private static final int FIRST_JAVA = 25;

    private static final boolean FUSED = Runtime.version().feature() >= FIRST_JAVA && VectorSupport.hasFma();

    private MultiplyAdd() {}

    /**
     * A product added to a sum, rounded once or twice depending on the JVM and the machine.
     *
     * @param factor one factor of the product
     * @param other the other
     * @param sum what the product is added to
     * @return {@code sum + factor · other}
     */
    public static float of(float factor, float other, float sum) {
        return FUSED ? Math.fma(factor, other, sum) : sum + factor * other;
    }
}
