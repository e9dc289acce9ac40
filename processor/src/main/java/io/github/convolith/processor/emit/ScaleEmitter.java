package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** {@code scale·x + shift}, channel by channel. */
final class ScaleEmitter implements OpEmitter<Scale> {
    @Override
    public Kernel emit(Scale op, List<Shape> inputs) {
        Kernel.Builder kernel = new Kernel.Builder();
        Shape shape = inputs.get(0);
        int plane = Math.toIntExact(shape.plane());
        if (plane == 1) {
            return kernel.execute(Loop.over(
                    "c",
                    shape.channels(),
                    c -> Text.of("""
                            float v = scale[${c}] * x[${from}] + shift[${c}];
                            y[${to}] = ${value};""")
                            .with("c", c)
                            .with("from", Expr.name("xOffset").plus(c))
                            .with("to", Expr.name("yOffset").plus(c))
                            .with("value", ActivationCode.of(op.activation(), "v"))
                            .toString()));
        }
        Chunks.addArray("piece", "A piece of a channel.", plane, kernel);
        kernel.method(Code.procedure(
                "Scales and shifts a piece of a channel.",
                "affine",
                "float[] v, int n, float scale, float shift",
                Text.of("""
                        for (int i = 0; i < n; i++) {
                            float w = scale * v[i] + shift;
                            v[i] = ${value};
                        }""")
                        .with("value", ActivationCode.of(op.activation(), "w"))
                        .toString()));
        return kernel.execute(Loop.over("c", shape.channels(), c -> {
            Expr from = c.times(plane);
            return Chunks.over(
                    plane,
                    Text.of("""
                            System.arraycopy(x, ${from}, piece, 0, n);
                            affine(piece, n, scale[${c}], shift[${c}]);
                            System.arraycopy(piece, 0, y, ${to}, n);""")
                            .with("from", Expr.name("xOffset").plus(from).plus(Expr.name("i")))
                            .with("to", Expr.name("yOffset").plus(from).plus(Expr.name("i")))
                            .with("c", c)
                            .toString());
        }));
    }
}
