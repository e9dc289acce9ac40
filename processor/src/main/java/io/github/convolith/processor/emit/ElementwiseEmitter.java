package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** Two activations combined element by element; the innermost axis in pieces, the others in loops around them. */
final class ElementwiseEmitter implements OpEmitter<Elementwise> {
    @Override
    public Kernel emit(Elementwise op, List<Shape> inputs) {
        Kernel.Builder kernel = new Kernel.Builder();
        Broadcast broadcast = Broadcast.of(inputs.get(0), inputs.get(1));
        addCombine(op, broadcast.innermost(), kernel);
        return kernel.execute(axis(broadcast, 0, Expr.name("aOffset"), Expr.name("bOffset"), Expr.name("yOffset")));
    }

    private static String axis(Broadcast broadcast, int axis, Expr a, Expr b, Expr y) {
        Broadcast.Axis own = broadcast.axes().get(axis);
        if (axis == broadcast.axes().size() - 1) {
            return row(own, a, b, y);
        }
        int inner = broadcast.axes().subList(axis + 1, broadcast.axes().size()).stream()
                .mapToInt(Broadcast.Axis::size)
                .reduce(1, Math::multiplyExact);
        return Loop.over(
                "i" + axis,
                own.size(),
                index -> axis(
                        broadcast,
                        axis + 1,
                        a.plus(index.times(own.first())),
                        b.plus(index.times(own.second())),
                        y.plus(index.times(inner))));
    }

    private static String row(Broadcast.Axis row, Expr a, Expr b, Expr y) {
        Expr i = Expr.name("i");
        if (row.first() == 0 || row.second() == 0) {
            boolean isFirst = row.second() == 0;
            return Chunks.over(
                    row.size(),
                    Text.of("""
                            System.arraycopy(${array}, ${from}, piece, 0, n);
                            combine(piece, ${other}, n);
                            System.arraycopy(piece, 0, y, ${to}, n);""")
                            .with("array", isFirst ? "a" : "b")
                            .with("from", (isFirst ? a : b).plus(i))
                            .with("other", isFirst ? "b[" + b + "]" : "a[" + a + "]")
                            .with("to", y.plus(i))
                            .toString());
        }
        return Chunks.over(
                row.size(),
                Text.of("""
                        System.arraycopy(a, ${a}, piece, 0, n);
                        System.arraycopy(b, ${b}, other, 0, n);
                        combine(piece, other, n);
                        System.arraycopy(piece, 0, y, ${to}, n);""")
                        .with("a", a.plus(i))
                        .with("b", b.plus(i))
                        .with("to", y.plus(i))
                        .toString());
    }

    /** Adds the arrays for pieces of a row, and the method that combines two pieces, or a piece and a number. */
    private static void addCombine(Elementwise op, Broadcast.Axis row, Kernel.Builder kernel) {
        Chunks.addArray("piece", "A piece of an activation.", row.size(), kernel);
        boolean isNumber = row.first() == 0 || row.second() == 0;
        if (!isNumber) {
            Chunks.addArray("other", "A piece of the other activation.", row.size(), kernel);
        }
        String other = isNumber ? "other" : "other[i]";
        kernel.method(Code.procedure(
                isNumber ? "Combines a piece with a number." : "Combines two pieces into the first.",
                "combine",
                "float[] piece, " + (isNumber ? "float" : "float[]") + " other, int n",
                Text.of("""
                        for (int i = 0; i < n; i++) {
                            float v = ${combined};
                            piece[i] = ${value};
                        }""")
                        .with(
                                "combined",
                                row.first() == 0
                                        ? combined(op.kind(), other, "piece[i]")
                                        : combined(op.kind(), "piece[i]", other))
                        .with("value", ActivationCode.of(op.activation(), "v"))
                        .toString()));
    }

    private static String combined(Elementwise.Kind kind, String a, String b) {
        return switch (kind) {
            case ADD -> a + " + " + b;
            case SUBTRACT -> a + " - " + b;
            case MULTIPLY -> a + " * " + b;
            case DIVIDE -> a + " / " + b;
            case MINIMUM -> "Math.min(" + a + ", " + b + ")";
            case MAXIMUM -> "Math.max(" + a + ", " + b + ")";
            case POWER -> "(float) Math.pow(" + a + ", " + b + ")";
        };
    }
}
