package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unary;
import java.util.List;

/** A function of every element by itself. */
final class UnaryEmitter implements OpEmitter<Unary> {
    @Override
    public Kernel emit(Unary op, List<Shape> inputs) {
        Kernel.Builder kernel = new Kernel.Builder();
        int elements = Math.toIntExact(inputs.get(0).elements());
        Chunks.addArray("piece", "A piece of the activation.", elements, kernel);
        kernel.method(
                Code.procedure("Replaces every element.", "apply", "float[] v, int n", """
                        for (int i = 0; i < n; i++) {
                            v[i] = %s;
                        }""".formatted(expression(op))));
        return kernel.execute(Chunks.over(elements, """
                System.arraycopy(x, xOffset + i, piece, 0, n);
                apply(piece, n);
                System.arraycopy(piece, 0, y, yOffset + i, n);"""));
    }

    private static String expression(Unary op) {
        return switch (op.kind()) {
            case ABSOLUTE -> "Math.abs(v[i])";
            case NEGATE -> "-v[i]";
            case RECIPROCAL -> "1f / v[i]";
            case SQUARE_ROOT -> "(float) Math.sqrt(v[i])";
            case EXPONENTIAL -> "(float) Math.exp(v[i])";
            case LOGARITHM -> "(float) Math.log(v[i])";
            case FLOOR -> "(float) Math.floor(v[i])";
            case CEILING -> "(float) Math.ceil(v[i])";
            case ROUND -> "(float) Math.rint(v[i])";
            case SIGN -> "Math.signum(v[i])";
            case SINE -> "(float) Math.sin(v[i])";
            case COSINE -> "(float) Math.cos(v[i])";
            case TANGENT -> "(float) Math.tan(v[i])";
            case ARC_SINE -> "(float) Math.asin(v[i])";
            case ARC_COSINE -> "(float) Math.acos(v[i])";
            case ARC_TANGENT -> "(float) Math.atan(v[i])";
            case HYPERBOLIC_SINE -> "(float) Math.sinh(v[i])";
            case HYPERBOLIC_COSINE -> "(float) Math.cosh(v[i])";
            case ERROR_FUNCTION -> "Activations.erf(v[i])";
            case POWER -> "(float) Math.pow(v[i], " + Literal.of(op.parameter()) + ")";
        };
    }
}
