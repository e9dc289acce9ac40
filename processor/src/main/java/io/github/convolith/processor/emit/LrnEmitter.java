package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Lrn;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** Local response normalisation: for each piece of the plane, a sum of squares per channel over its neighbours. */
final class LrnEmitter implements OpEmitter<Lrn> {
    @Override
    public Kernel emit(Lrn op, List<Shape> inputs) {
        Kernel.Builder kernel = new Kernel.Builder();
        Shape shape = inputs.get(0);
        int plane = Math.toIntExact(shape.plane());
        Chunks.addArray("sum", "The sum of squares of the channels around one.", plane, kernel);
        Chunks.addArray("piece", "A piece of a channel.", plane, kernel);
        kernel.method(Code.procedure(
                "Adds the squares of a piece to a sum.", "addSquares", "float[] sum, float[] v, int n", """
                for (int i = 0; i < n; i++) {
                    sum[i] += v[i] * v[i];
                }"""));
        kernel.method(Code.procedure(
                "Divides a piece by what the sum of squares comes to.",
                "normalize",
                "float[] v, float[] sum, int n",
                Text.of("""
                        for (int i = 0; i < n; i++) {
                            float s = ${bias} + ${factor} * sum[i];
                            v[i] = ${quotient};
                        }""")
                        .with("bias", Literal.of(op.bias()))
                        .with("factor", Literal.of(op.alpha() / op.size()))
                        .with("quotient", quotient(op.beta()))
                        .toString()));
        return kernel.execute(Chunks.over(
                plane,
                Text.of("""
                        for (int c = 0; c < ${channels}; c++) {
                            int first = Math.max(0, c - ${before});
                            int end = Math.min(${channels}, c + ${behind});
                            Arrays.fill(sum, 0, n, 0f);
                            for (int k = first; k < end; k++) {
                                System.arraycopy(x, xOffset + ${neighbour}, piece, 0, n);
                                addSquares(sum, piece, n);
                            }
                            System.arraycopy(x, xOffset + ${own}, piece, 0, n);
                            normalize(piece, sum, n);
                            System.arraycopy(piece, 0, y, yOffset + ${own}, n);
                        }""")
                        .with("channels", shape.channels())
                        .with("before", (op.size() - 1) / 2)
                        .with("behind", op.size() / 2 + 1)
                        .with("neighbour", Expr.name("k").times(plane).plus(Expr.name("i")))
                        .with("own", Expr.name("c").times(plane).plus(Expr.name("i")))
                        .toString()));
    }

    /** {@code v / s^beta}; the usual exponents by square roots, which C2 vectorises. */
    private static String quotient(float beta) {
        if (beta == 0.75f) {
            return "v[i] / ((float) Math.sqrt(s) * (float) Math.sqrt((float) Math.sqrt(s)))";
        }
        if (beta == 0.5f) {
            return "v[i] / (float) Math.sqrt(s)";
        }
        return beta == 1f ? "v[i] / s" : "(float) (v[i] * Math.pow(s, " + -(double) beta + "))";
    }
}
