package io.github.convolith.processor.emit;

import com.palantir.javapoet.MethodSpec;
import io.github.convolith.processor.graph.Activation;

/** Code that finishes sums: the bias is added, the activation applied. */
final class StoreCode {
    private StoreCode() {}

    /** A statement that adds the bias to a sum and applies the activation. */
    static String addAndActivate(
            String bias, Activation activation, Panels.Place place, Expr positions, Kernel.Builder kernel) {
        boolean fromZero = place.at().is(0);
        Expr at = fromZero ? Expr.ZERO : Expr.name("at");
        String element = "v[" + at.plus(Expr.name("i")) + "]";
        kernel.method(Code.procedure(
                activation.isNone() ? "Adds the bias." : "Adds the bias and applies " + activation + ".",
                "finish",
                "float[] v, " + (fromZero ? "" : "int at, ") + "int n, float b",
                Text.of("""
                                for (int i = 0; i < n; i++) {
                                    float s = ${element} + b;
                                    ${element} = ${value};
                                }""")
                        .with("element", element)
                        .with("value", ActivationCode.of(activation, "s"))
                        .toString()));
        return "finish(%s, %s%s, %s);".formatted(place.array(), fromZero ? "" : place.at() + ", ", positions, bias);
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
