package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorPool;
import java.util.List;
import java.util.StringJoiner;

/** The largest or the mean of each window, for vectors of channels. */
final class VectorPoolEmitter {
    /** Taps that are written out at most. */
    private static final int MOST_UNROLLED = 16;

    /** Sums or maxima side by side, so that none waits for the one before it. */
    private static final int SUMS = 4;

    private final Pool pool;
    private final VectorLayout input;
    private final VectorLayout output;
    private final Window rows;
    private final Window columns;

    private VectorPoolEmitter(VectorPool plan) {
        this.pool = plan.pool();
        this.input = plan.input();
        this.output = plan.output();
        this.rows = pool.windows().size() == 2 ? pool.windows().get(0) : Window.POINT;
        this.columns = pool.windows().get(pool.windows().size() - 1);
    }

    static Kernel emit(VectorPool plan) {
        return new VectorPoolEmitter(plan).kernel();
    }

    private boolean isMax() {
        return pool.kind() == Pool.Kind.MAX;
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        VectorCode.addVectors(input.channels(), kernel);
        boolean inside =
                isInside(rows, input.height(), output.height()) && isInside(columns, input.width(), output.width());
        boolean isUnrolled = rows.kernel() * columns.kernel() <= MOST_UNROLLED;
        if (inside && !isUnrolled) {
            addWindow(kernel);
        }
        return kernel.execute(Loop.over(
                "row",
                output.height(),
                row -> Loop.over(
                        "column",
                        output.width(),
                        column -> !inside
                                ? clipped(row, column)
                                : isUnrolled ? unrolled(row, column) : rolled(row, column))));
    }

    private static boolean isInside(Window window, int size, int outputs) {
        return window.padBegin(size) == 0 && (long) (outputs - 1) * window.stride() + window.span() <= size;
    }

    private String unrolled(Expr row, Expr column) {
        StringJoiner taps = new StringJoiner("\n");
        for (int r = 0; r < rows.kernel(); r++) {
            for (int s = 0; s < columns.kernel(); s++) {
                int at = r * rows.dilation() * input.rowStride() + s * columns.dilation() * input.columnStride();
                String element = "FloatVector.fromArray(SPECIES, x, i" + (at == 0 ? "" : " + " + at) + ")";
                taps.add(r + s == 0 ? "FloatVector m = " + element + ";" : "m = m." + combine() + "(" + element + ");");
            }
        }
        return Text.of("""
                        int from = ${from};
                        int to = ${to};
                        for (int i = from; i < from + VECTORS * LANES; i += LANES) {
                            ${taps}
                            ${result}.intoArray(y, to + i - from);
                        }""")
                .with("from", from(row, column))
                .with("to", to(row, column))
                .with("taps", taps)
                .with("result", isMax() ? "m" : "m.mul(1f / " + rows.kernel() * columns.kernel() + ")")
                .toString();
    }

    private String combine() {
        return isMax() ? "max" : "add";
    }

    /** Large windows without padding, each a call: a method that is called often is compiled soon. */
    private String rolled(Expr row, Expr column) {
        return Text.of("""
                        for (int v = 0; v < VECTORS; v++) {
                            window(x, ${from} + v * LANES, y, ${to} + v * LANES);
                        }""")
                .with("from", from(row, column))
                .with("to", to(row, column))
                .toString();
    }

    private void addWindow(Kernel.Builder kernel) {
        VectorCode.addOffsets(
                List.of(
                        new VectorCode.Turns("row", rows.kernel(), rows.dilation() * input.rowStride()),
                        new VectorCode.Turns("column", columns.kernel(), columns.dilation() * input.columnStride())),
                kernel);
        int taps = rows.kernel() * columns.kernel();
        int end = taps / SUMS * SUMS;
        StringJoiner start = new StringJoiner("\n");
        StringJoiner turn = new StringJoiner("\n");
        StringJoiner rest = new StringJoiner("\n");
        for (int sum = 0; sum < SUMS; sum++) {
            start.add("FloatVector m%d = %s;".formatted(sum, tap(String.valueOf(sum))));
            turn.add("m%1$d = m%1$d.%2$s(%3$s);".formatted(sum, combine(), tap(sum == 0 ? "tap" : "tap + " + sum)));
        }
        for (int tap = end; tap < taps; tap++) {
            rest.add("m%1$d = m%1$d.%2$s(%3$s);".formatted(tap - end, combine(), tap(String.valueOf(tap))));
        }
        kernel.method(Code.procedure(
                "Combines a vector of channels of a window.",
                "window",
                "float[] x, int from, float[] y, int to",
                Text.of("""
                                ${start}
                                for (int tap = ${sums}; tap < ${end}; tap += ${sums}) {
                                    ${turn}
                                }
                                ${rest}
                                m0 = m0.${combine}(m1).${combine}(m2.${combine}(m3));
                                ${result}.intoArray(y, to);""")
                        .with("start", start)
                        .with("sums", SUMS)
                        .with("end", end)
                        .with("turn", turn)
                        .with("rest", rest)
                        .with("combine", combine())
                        .with("result", isMax() ? "m0" : "m0.mul(1f / " + taps + ")")
                        .toString()));
    }

    private static String tap(String index) {
        return "FloatVector.fromArray(SPECIES, x, from + OFFSETS[" + index + "])";
    }

    /** Where the window of a pixel begins. */
    private Expr from(Expr row, Expr column) {
        return Expr.name("xOffset")
                .plus(row.times((long) rows.stride() * input.rowStride()))
                .plus(column.times((long) columns.stride() * input.columnStride()));
    }

    /** Where a pixel lies. */
    private Expr to(Expr row, Expr column) {
        return Expr.name("yOffset").plus(row.times(output.rowStride())).plus(column.times(output.columnStride()));
    }

    /** Windows of which parts may lie in the padding. */
    private String clipped(Expr row, Expr column) {
        return Text.of("""
                        int top = ${top};
                        int left = ${left};
                        int firstRow = Math.max(0, (${rowRound} - top) / ${rowDilation});
                        int endRow = Math.min(${kernelRows}, (${lastRow} - top + ${rowDilation}) / ${rowDilation});
                        int firstColumn = Math.max(0, (${columnRound} - left) / ${columnDilation});
                        int endColumn = Math.min(${kernelColumns}, (${lastColumn} - left + ${columnDilation}) / ${columnDilation});
                        ${divisor}
                        for (int v = 0; v < VECTORS; v++) {
                            FloatVector start = ${start};
                            FloatVector m = start;
                            for (int r = firstRow; r < endRow; r++) {
                                // Changes nothing; C2 of JDK 17 forgets the class of a vector from loop to loop.
                                m = start.${combine}(m);
                                for (int s = firstColumn; s < endColumn; s++) {
                                    int at = xOffset + (top + r * ${rowDilation}) * ${inRow} + (left + s * ${columnDilation}) * ${inColumn} + v * LANES;
                                    m = m.${combine}(FloatVector.fromArray(SPECIES, x, at));
                                }
                            }
                            ${result}.intoArray(y, ${to} + v * LANES);
                        }""")
                .with("top", row.times(rows.stride()).plus(-rows.padBegin(input.height())))
                .with("left", column.times(columns.stride()).plus(-columns.padBegin(input.width())))
                .with("rowRound", rows.dilation() - 1)
                .with("rowDilation", rows.dilation())
                .with("kernelRows", rows.kernel())
                .with("lastRow", input.height() - 1)
                .with("columnRound", columns.dilation() - 1)
                .with("columnDilation", columns.dilation())
                .with("kernelColumns", columns.kernel())
                .with("lastColumn", input.width() - 1)
                .with("divisor", divisor())
                .with(
                        "start",
                        isMax()
                                ? "FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY)"
                                : "FloatVector.zero(SPECIES)")
                .with("inRow", input.rowStride())
                .with("inColumn", input.columnStride())
                .with("combine", combine())
                .with("result", isMax() ? "m" : "m.mul(share)")
                .with("to", to(row, column))
                .toString();
    }

    /** A mean is over what lies inside of the input, or inside of input and padding. */
    private String divisor() {
        if (isMax()) {
            return "";
        }
        if (!pool.countIncludePad()) {
            return "float share = 1f / ((endRow - firstRow) * (endColumn - firstColumn));";
        }
        return "float share = 1f / (" + counted("top", rows, input.height()) + " * "
                + counted("left", columns, input.width()) + ");";
    }

    private static String counted(String begin, Window window, int size) {
        long end = size + window.padEnd(size);
        return window.dilation() == 1
                ? "Math.min(" + window.kernel() + ", " + end + " - " + begin + ")"
                : "Math.min(" + window.kernel() + ", (" + (end - 1) + " - " + begin + ") / " + window.dilation()
                        + " + 1)";
    }
}
