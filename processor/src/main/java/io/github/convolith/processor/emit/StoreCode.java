package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Activation;

/** Code that starts sums from a residual and applies the activation to them once they are finished. */
final class StoreCode {
    private StoreCode() {}

    /** A statement that starts a sum from the residual, which begins at an index of {@code residual}, and the bias. */
    static String startFrom(String sum, Expr from, Expr positions, String bias, Kernel.Builder kernel) {
        kernel.method(Code.procedure(
                "Starts a sum from the residual and the bias.",
                "start",
                "float[] sum, float[] residual, int from, int n, float b",
                """
                System.arraycopy(residual, from, sum, 0, n);
                for (int i = 0; i < n; i++) {
                    sum[i] += b;
                }"""));
        return "start(%s, residual, %s, %s, %s);".formatted(sum, from, positions, bias);
    }

    /** A statement that applies the activation to the first elements of an array; empty for the identity. */
    static String activateInPlace(Activation activation, String array, Expr positions, Kernel.Builder kernel) {
        if (activation.isNone()) {
            return "";
        }
        kernel.method(Code.procedure(
                "Applies " + activation + ".",
                "activate",
                "float[] v, int n",
                Text.of("""
                                for (int i = 0; i < n; i++) {
                                    v[i] = ${value};
                                }""")
                        .with("value", ActivationCode.of(activation, "v[i]"))
                        .toString()));
        return "activate(" + array + ", " + positions + ");";
    }
}
