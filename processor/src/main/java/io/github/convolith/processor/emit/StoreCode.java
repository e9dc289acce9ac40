package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Activation;

/** Code that applies the activation to finished sums. */
final class StoreCode {
    private StoreCode() {}

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
