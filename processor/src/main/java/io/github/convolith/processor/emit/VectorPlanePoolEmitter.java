package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorPlanePool;

/**
 * The windows at all pixels of a row, a vector of pixels at a time, of which those are picked that the stride comes to.
 * Vectors reach beyond the end of a row, into what is never picked.
 */
final class VectorPlanePoolEmitter {
    /** Taps that are written out at most. */
    private static final int MOST_UNROLLED = 16;

    private VectorPlanePoolEmitter() {}

    static Kernel emit(VectorPlanePool plan) {
        Pool pool = plan.pool();
        VectorLayout input = plan.input();
        VectorLayout output = plan.output();
        Window rows = pool.windows().size() == 2 ? pool.windows().get(0) : Window.POINT;
        Window columns = pool.windows().get(pool.windows().size() - 1);
        int needed = (output.width() - 1) * columns.stride() + 1;
        int line = VectorLayout.padded(needed);
        Kernel.Builder kernel = new Kernel.Builder();
        VectorCode.addScratch(
                "lines",
                "The windows at all pixels of a row, channel by channel.",
                Math.multiplyExact(line, input.channels()),
                kernel);
        boolean isMax = pool.kind() == Pool.Kind.MAX;
        String combine = isMax ? "max" : "add";
        String windows = rows.kernel() * columns.kernel() > MOST_UNROLLED
                ? looped(combine, isMax, rows, columns, input)
                : written(combine, rows, columns, input);
        return kernel.execute(Text.of("""
                        for (int row = 0; row < ${height}; row++) {
                            for (int c = 0; c < ${channels}; c++) {
                                int from = xOffset + c * ${plane} + row * ${rowStep};
                                for (int i = 0; i < ${needed}; i += LANES) {
                                    int at = from + i;
                                    ${windows}
                                    ${result}.intoArray(lines, c * ${line} + i);
                                }
                            }
                            int to = yOffset + row * ${outRow};
                            for (int column = 0; column < ${width}; column++) {
                                ${scatter}
                            }
                        }""")
                .with("channels", input.channels())
                .with("height", output.height())
                .with("plane", input.channelStride())
                .with("rowStep", rows.stride() * input.rowStride())
                .with("needed", needed)
                .with("windows", windows)
                .with("result", isMax ? "m" : "m.mul(1f / " + rows.kernel() * columns.kernel() + ")")
                .with("line", line)
                .with("scatter", scatter(plan, line, columns.stride()))
                .with("outRow", output.rowStride())
                .with("width", output.width())
                .toString());
    }

    /** The channels of a pixel; there are few of them. */
    private static String scatter(VectorPlanePool plan, int line, int stride) {
        StringBuilder lines = new StringBuilder();
        for (int c = 0; c < plan.input().channels(); c++) {
            Expr column = Expr.name("column");
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append("y[%s] = lines[%s];"
                            .formatted(
                                    Expr.name("to")
                                            .plus(column.times(plan.output().columnStride()))
                                            .plus(c),
                                    column.times(stride).plus((long) c * line)));
        }
        return lines.toString();
    }

    private static String looped(String combine, boolean isMax, Window rows, Window columns, VectorLayout input) {
        String start = isMax ? "FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY)" : "FloatVector.zero(SPECIES)";
        return "FloatVector m = " + start + ";\n"
                + Loop.over(
                        "r",
                        rows.kernel(),
                        r -> Loop.over(
                                "s",
                                columns.kernel(),
                                s -> "m = m.%s(%s);"
                                        .formatted(
                                                combine,
                                                tap(Expr.name("at")
                                                        .plus(r.times((long) rows.dilation() * input.rowStride()))
                                                        .plus(s.times(columns.dilation()))))));
    }

    private static String written(String combine, Window rows, Window columns, VectorLayout input) {
        StringBuilder lines = new StringBuilder();
        for (int r = 0; r < rows.kernel(); r++) {
            for (int s = 0; s < columns.kernel(); s++) {
                String tap = tap(Expr.name("at")
                        .plus((long) r * rows.dilation() * input.rowStride() + (long) s * columns.dilation()));
                lines.append(
                        lines.isEmpty() ? "FloatVector m = " + tap + ";" : "\nm = m.%s(%s);".formatted(combine, tap));
            }
        }
        return lines.toString();
    }

    private static String tap(Expr at) {
        return "FloatVector.fromArray(SPECIES, x, %s)".formatted(at);
    }
}
