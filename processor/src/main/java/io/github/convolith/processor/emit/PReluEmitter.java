package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** {@code max(v, 0) + slope·min(v, 0)}, channel by channel. */
final class PReluEmitter implements OpEmitter<PRelu> {
    @Override
    public Kernel emit(PRelu op, List<Shape> inputs) {
        Kernel.Builder kernel = new Kernel.Builder();
        Shape shape = inputs.get(0);
        // With one slope for all, the whole activation is one channel.
        int channels = op.slopes() == 1 ? 1 : shape.channels();
        int plane = Math.toIntExact(shape.elements() / channels);
        if (plane == 1) {
            return kernel.execute(Loop.over(
                    "c",
                    channels,
                    c -> Text.of("""
                            float v = x[${from}];
                            y[${to}] = Math.max(v, 0f) + values[${c}] * Math.min(v, 0f);""")
                            .with("from", Expr.name("xOffset").plus(c))
                            .with("to", Expr.name("yOffset").plus(c))
                            .with("c", c)
                            .toString()));
        }
        Chunks.addArray("piece", "A piece of a channel.", plane, kernel);
        kernel.method(Code.procedure(
                "Applies a slope to the negative elements of a piece.", "bend", "float[] v, int n, float slope", """
                for (int i = 0; i < n; i++) {
                    v[i] = Math.max(v[i], 0f) + slope * Math.min(v[i], 0f);
                }"""));
        return kernel.execute(Loop.over("c", channels, c -> {
            Expr at = c.times(plane).plus(Expr.name("i"));
            return Chunks.over(
                    plane,
                    Text.of("""
                            System.arraycopy(x, ${from}, piece, 0, n);
                            bend(piece, n, values[${c}]);
                            System.arraycopy(piece, 0, y, ${to}, n);""")
                            .with("from", Expr.name("xOffset").plus(at))
                            .with("to", Expr.name("yOffset").plus(at))
                            .with("c", c)
                            .toString());
        }));
    }
}
