package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorPool;
import java.util.StringJoiner;

/**
 * The largest or the mean of each window, for vectors of channels. Every kernel row begins with an operation on the start
 * value, which changes nothing: C2 of JDK 17 keeps only results of operations in registers at the entry of a loop.
 */
final class VectorPoolEmitter {
    /** Taps that are written out at most. */
    private static final int MOST_UNROLLED = 16;

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
        String window = !inside ? clipped() : rows.kernel() * columns.kernel() <= MOST_UNROLLED ? unrolled() : rolled();
        return kernel.execute(Text.of("""
                        for (int row = 0; row < ${height}; row++) {
                            for (int column = 0; column < ${width}; column++) {
                                ${window}
                            }
                        }""")
                .with("height", output.height())
                .with("width", output.width())
                .with("window", window)
                .toString());
    }

    private static boolean isInside(Window window, int size, int outputs) {
        return window.padBegin(size) == 0 && (long) (outputs - 1) * window.stride() + window.span() <= size;
    }

    private String unrolled() {
        StringJoiner taps = new StringJoiner("\n");
        for (int r = 0; r < rows.kernel(); r++) {
            for (int s = 0; s < columns.kernel(); s++) {
                int at = r * rows.dilation() * input.rowStride() + s * columns.dilation() * input.columnStride();
                String element = "FloatVector.fromArray(SPECIES, x, i" + (at == 0 ? "" : " + " + at) + ")";
                taps.add(r + s == 0 ? "FloatVector m = " + element + ";" : "m = m." + combine() + "(" + element + ");");
            }
        }
        return Text.of("""
                        int from = xOffset + row * ${rowStep} + column * ${columnStep};
                        int to = yOffset + row * ${outRow} + column * ${outColumn};
                        for (int i = from; i < from + VECTORS * LANES; i += LANES) {
                            ${taps}
                            ${result}.intoArray(y, to + i - from);
                        }""")
                .with("rowStep", rows.stride() * input.rowStride())
                .with("columnStep", columns.stride() * input.columnStride())
                .with("outRow", output.rowStride())
                .with("outColumn", output.columnStride())
                .with("taps", taps)
                .with("result", isMax() ? "m" : "m.mul(1f / " + rows.kernel() * columns.kernel() + ")")
                .toString();
    }

    private String combine() {
        return isMax() ? "max" : "add";
    }

    /** Large windows without padding: each kernel row in four sums, so that none waits for the one before it. */
    private String rolled() {
        int whole = columns.kernel() / 4 * 4;
        int step = columns.dilation() * input.columnStride();
        String start =
                isMax() ? "FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY)" : "FloatVector.zero(SPECIES)";
        StringJoiner loops = new StringJoiner("\n");
        if (whole > 0) {
            loops.add(Text.of("""
                            for (int s = 0; s < ${whole}; s += 4) {
                                m0 = m0.${combine}(FloatVector.fromArray(SPECIES, x, at + s * ${step}));
                                m1 = m1.${combine}(FloatVector.fromArray(SPECIES, x, at + s * ${step} + ${one}));
                                m2 = m2.${combine}(FloatVector.fromArray(SPECIES, x, at + s * ${step} + ${two}));
                                m3 = m3.${combine}(FloatVector.fromArray(SPECIES, x, at + s * ${step} + ${three}));
                            }""")
                    .with("whole", whole)
                    .with("combine", combine())
                    .with("step", step)
                    .with("one", step)
                    .with("two", 2 * step)
                    .with("three", 3 * step)
                    .toString());
        }
        for (int s = whole; s < columns.kernel(); s++) {
            loops.add("m%1$d = m%1$d.%2$s(FloatVector.fromArray(SPECIES, x, at + %3$d));"
                    .formatted(s - whole, combine(), s * step));
        }
        return Text.of("""
                        for (int v = 0; v < VECTORS; v++) {
                            FloatVector start = ${start};
                            FloatVector m0 = start;
                            FloatVector m1 = m0;
                            FloatVector m2 = m0;
                            FloatVector m3 = m0;
                            int from = xOffset + row * ${rowStep} + column * ${columnStep} + v * LANES;
                            for (int r = 0; r < ${kernelRows}; r++) {
                                int at = from + r * ${kernelRow};
                                m0 = start.${combine}(m0);
                                m1 = start.${combine}(m1);
                                m2 = start.${combine}(m2);
                                m3 = start.${combine}(m3);
                                ${loops}
                            }
                            m0 = m0.${combine}(m1).${combine}(m2.${combine}(m3));
                            ${result}.intoArray(y, yOffset + row * ${outRow} + column * ${outColumn} + v * LANES);
                        }""")
                .with("start", start)
                .with("rowStep", rows.stride() * input.rowStride())
                .with("columnStep", columns.stride() * input.columnStride())
                .with("kernelRows", rows.kernel())
                .with("kernelRow", rows.dilation() * input.rowStride())
                .with("loops", loops)
                .with("combine", combine())
                .with("result", isMax() ? "m0" : "m0.mul(1f / " + rows.kernel() * columns.kernel() + ")")
                .with("outRow", output.rowStride())
                .with("outColumn", output.columnStride())
                .toString();
    }

    /** Windows of which parts may lie in the padding. */
    private String clipped() {
        long padTop = rows.padBegin(input.height());
        long padLeft = columns.padBegin(input.width());
        return Text.of("""
                        int top = row * ${rowStride} - ${padTop};
                        int left = column * ${columnStride} - ${padLeft};
                        int firstRow = Math.max(0, (${rowRound} - top) / ${rowDilation});
                        int endRow = Math.min(${kernelRows}, (${lastRow} - top + ${rowDilation}) / ${rowDilation});
                        int firstColumn = Math.max(0, (${columnRound} - left) / ${columnDilation});
                        int endColumn = Math.min(${kernelColumns}, (${lastColumn} - left + ${columnDilation}) / ${columnDilation});
                        ${divisor}
                        for (int v = 0; v < VECTORS; v++) {
                            FloatVector start = ${start};
                            FloatVector m = start;
                            for (int r = firstRow; r < endRow; r++) {
                                m = start.${combine}(m);
                                for (int s = firstColumn; s < endColumn; s++) {
                                    int at = xOffset + (top + r * ${rowDilation}) * ${inRow} + (left + s * ${columnDilation}) * ${inColumn} + v * LANES;
                                    m = m.${combine}(FloatVector.fromArray(SPECIES, x, at));
                                }
                            }
                            ${result}.intoArray(y, yOffset + row * ${outRow} + column * ${outColumn} + v * LANES);
                        }""")
                .with("rowStride", rows.stride())
                .with("padTop", padTop)
                .with("columnStride", columns.stride())
                .with("padLeft", padLeft)
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
                .with("outRow", output.rowStride())
                .with("outColumn", output.columnStride())
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
