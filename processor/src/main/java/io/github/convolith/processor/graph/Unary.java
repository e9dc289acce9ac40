package io.github.convolith.processor.graph;

import java.util.List;
import java.util.Locale;

/**
 * A function of every element by itself that is no activation of a layer.
 *
 * @param parameter the exponent of {@link Kind#POWER}, zero for the others
 */
public record Unary(Kind kind, float parameter) implements Op {
    /** The functions there are; {@code ROUND} goes to the even neighbour where both are as near. */
    public enum Kind {
        ABSOLUTE,
        NEGATE,
        RECIPROCAL,
        SQUARE_ROOT,
        EXPONENTIAL,
        LOGARITHM,
        FLOOR,
        CEILING,
        ROUND,
        SIGN,
        SINE,
        COSINE,
        TANGENT,
        ARC_SINE,
        ARC_COSINE,
        ARC_TANGENT,
        HYPERBOLIC_SINE,
        HYPERBOLIC_COSINE,
        ERROR_FUNCTION,
        POWER
    }

    /** The function's value. */
    public double apply(double v) {
        return switch (kind) {
            case ABSOLUTE -> Math.abs(v);
            case NEGATE -> -v;
            case RECIPROCAL -> 1 / v;
            case SQUARE_ROOT -> Math.sqrt(v);
            case EXPONENTIAL -> Math.exp(v);
            case LOGARITHM -> Math.log(v);
            case FLOOR -> Math.floor(v);
            case CEILING -> Math.ceil(v);
            case ROUND -> Math.rint(v);
            case SIGN -> Math.signum(v);
            case SINE -> Math.sin(v);
            case COSINE -> Math.cos(v);
            case TANGENT -> Math.tan(v);
            case ARC_SINE -> Math.asin(v);
            case ARC_COSINE -> Math.acos(v);
            case ARC_TANGENT -> Math.atan(v);
            case HYPERBOLIC_SINE -> Math.sinh(v);
            case HYPERBOLIC_COSINE -> Math.cosh(v);
            case ERROR_FUNCTION -> ErrorFunction.at(v);
            case POWER -> Math.pow(v, parameter);
        };
    }

    @Override
    public String title() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }
}
