package io.github.convolith.processor.emit;

import com.palantir.javapoet.MethodSpec;
import io.github.convolith.processor.graph.Activation;

/** Code that starts sums from a residual and applies the activation to them once they are finished. */
final class StoreCode {
    private StoreCode() {}

    /**
     * A statement that starts a sum from the residual, which begins at an index of {@code residual}, and the bias.
     *
     * @param sums where the sums lie
     */
    static String startFrom(Panels sums, Expr sum, Expr from, Expr positions, String bias, Kernel.Builder kernel) {
        boolean shared = !sums.isSingle();
        Panels.Place place = sums.plane(sum);
        Expr first = shared ? Expr.name("at") : Expr.ZERO;
        kernel.method(Code.procedure(
                "Starts a sum from the residual and the bias.",
                "start",
                "float[] sum, " + (shared ? "int at, " : "") + "float[] residual, int from, int n, float b",
                Text.of("""
                                System.arraycopy(residual, from, sum, ${first}, n);
                                for (int i = 0; i < n; i++) {
                                    sum[${place}] += b;
                                }""")
                        .with("first", first)
                        .with("place", first.plus(Expr.name("i")))
                        .toString()));
        return "start(%s, %sresidual, %s, %s, %s);"
                .formatted(place.array(), shared ? place.at() + ", " : "", from, positions, bias);
    }

    /** A statement that applies the activation to the first elements of an array; empty for the identity. */
    static String activateInPlace(Activation activation, String array, Expr positions, Kernel.Builder kernel) {
        if (activation.isNone()) {
            return "";
        }
        kernel.method(activate(activation, Expr.ZERO, ""));
        return "activate(" + array + ", " + positions + ");";
    }

    /** A statement that applies the activation to a sum; empty for the identity. */
    static String activateInPlace(Activation activation, Panels sums, Expr sum, Expr positions, Kernel.Builder kernel) {
        Panels.Place place = sums.plane(sum);
        return sums.isSingle()
                ? activateInPlace(activation, place.array(), positions, kernel)
                : activateInPlace(activation, place.array(), place.at(), positions, kernel);
    }

    /** A statement that applies the activation to elements of an array from an index on; empty for the identity. */
    static String activateInPlace(Activation activation, String array, Expr at, Expr positions, Kernel.Builder kernel) {
        if (activation.isNone()) {
            return "";
        }
        kernel.method(activate(activation, Expr.name("at"), "int at, "));
        return "activate(" + array + ", " + at + ", " + positions + ");";
    }

    private static MethodSpec activate(Activation activation, Expr at, String parameter) {
        String element = "v[" + at.plus(Expr.name("i")) + "]";
        return Code.procedure(
                "Applies " + activation + ".",
                "activate",
                "float[] v, " + parameter + "int n",
                Text.of("""
                                for (int i = 0; i < n; i++) {
                                    ${element} = ${value};
                                }""")
                        .with("element", element)
                        .with("value", ActivationCode.of(activation, element))
                        .toString());
    }
}
