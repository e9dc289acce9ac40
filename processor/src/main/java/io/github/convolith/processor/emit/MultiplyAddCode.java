package io.github.convolith.processor.emit;

/** Products added to sums in the loops that C2 vectorises. */
final class MultiplyAddCode {
    private MultiplyAddCode() {}

    /**
     * The statement that adds a product to a sum. Written out, not as a method of the runtime: calls take twice the time
     * until they are compiled.
     */
    static String add(String sum, String factor, String other) {
        return "%1$s = MultiplyAdd.FUSED ? Math.fma(%2$s, %3$s, %1$s) : %1$s + %2$s * %3$s;"
                .formatted(sum, factor, other);
    }
}
