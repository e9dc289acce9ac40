package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Activation;
import java.util.regex.Pattern;

/** Activations as expressions of generated code. */
final class ActivationCode {
    /** What stands between brackets. */
    private static final Pattern INDEX = Pattern.compile("\\[[^]]*]");

    private ActivationCode() {}

    /** Whether it is so little that C2 still vectorises a loop over several sums that ends with it. */
    static boolean isSlight(Activation activation) {
        return activation.isNone()
                || activation.kind() == Activation.Kind.RELU
                || activation.kind() == Activation.Kind.RELU6;
    }

    /**
     * The activation of a value. Where min and max can say it they do: C2 turns those into SIMD, branches it does not.
     *
     * @param value a variable or array element; it may be read more than once
     */
    static String of(Activation activation, String value) {
        if (!isSlight(activation) && INDEX.matcher(value).replaceAll("").contains(" ")) {
            throw new IllegalArgumentException("neither a variable nor an array element: " + value);
        }
        String alpha = Literal.of(activation.alpha());
        String beta = Literal.of(activation.beta());
        return switch (activation.kind()) {
            case NONE -> value;
            case RELU -> "Math.max(" + value + ", 0f)";
            case RELU6 -> "Math.min(Math.max(" + value + ", 0f), 6f)";
            case LEAKY_RELU -> "Math.max(" + value + ", 0f) + " + alpha + " * Math.min(" + value + ", 0f)";
            case THRESHOLDED_RELU -> value + " > " + alpha + " ? " + value + " : 0f";
            case ELU -> "Activations.elu(" + value + ", " + alpha + ")";
            case SELU -> "Activations.selu(" + value + ")";
            case CELU -> "Activations.celu(" + value + ", " + alpha + ")";
            case SIGMOID -> "Activations.sigmoid(" + value + ")";
            case TANH -> "Activations.tanh(" + value + ")";
            case HARD_SIGMOID -> "Math.max(0f, Math.min(1f, " + alpha + " * " + value + " + " + beta + "))";
            case HARD_SWISH -> value + " * Math.max(0f, Math.min(1f, " + value + " * (1f / 6f) + 0.5f))";
            case SILU -> "Activations.silu(" + value + ")";
            case MISH -> "Activations.mish(" + value + ")";
            case SOFTPLUS -> "Activations.softplus(" + value + ")";
            case SOFTSIGN -> value + " / (1f + Math.abs(" + value + "))";
            case GELU -> "Activations.gelu(" + value + ")";
            case GELU_TANH -> "Activations.geluTanh(" + value + ")";
        };
    }
}
