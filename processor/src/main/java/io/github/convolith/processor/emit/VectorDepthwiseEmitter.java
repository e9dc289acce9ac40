package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorDepthwise;
import io.github.convolith.processor.plan.VectorLayout;
import java.util.List;
import java.util.StringJoiner;

/**
 * Vectors of channels. The weights of all taps stay in registers along a row of pixels where there are few enough; inputs
 * that several pixels see are loaded once.
 */
final class VectorDepthwiseEmitter {
    private final VectorDepthwise plan;
    private final Conv conv;
    private final Window rows;
    private final Window columns;
    private final VectorLayout input;
    private final VectorLayout output;

    private VectorDepthwiseEmitter(VectorDepthwise plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.rows = plan.rowWindow();
        this.columns = plan.columnWindow();
        this.input = plan.input();
        this.output = plan.output();
    }

    static Kernel emit(VectorDepthwise plan) {
        return new VectorDepthwiseEmitter(plan).kernel();
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        VectorCode.addVectors(conv.out(), kernel);
        VectorCode.constant("STRIDE", (1 + conv.taps()) + " * LANES", kernel);
        kernel.prepare(VectorWeights.prepareDepthwise(conv, input));
        if (!plan.isUnrolled()) {
            VectorCode.addOffsets(
                    List.of(
                            new VectorCode.Turns("row", rows.kernel(), rows.dilation() * input.rowStride()),
                            new VectorCode.Turns(
                                    "column", columns.kernel(), columns.dilation() * input.columnStride())),
                    kernel);
        }
        boolean residual = plan.residual().isPresent();
        kernel.method(Code.procedure(
                "Computes a vector of channels along a row of pixels.",
                "row",
                "float[] x, int x0, " + (residual ? "float[] r, int r0, " : "")
                        + "float[] y, int y0, float[] weights, int first",
                row()));
        boolean scalar = VectorCode.activation(conv.activation(), "v").isEmpty();
        if (scalar) {
            VectorCode.addScalarActivation(conv.activation(), output, kernel);
        }
        long begin = rows.padBegin(input.height()) * input.rowStride()
                + columns.padBegin(input.width()) * input.columnStride();
        return kernel.execute(Text.of("""
                        for (int row = 0; row < ${height}; row++) {
                            for (int v = 0; v < VECTORS; v++) {
                                row(x, xOffset + row * ${inRow} + v * LANES - ${begin}, ${residual}y, yOffset + row * ${outRow} + v * LANES, weights, v * STRIDE);
                            }
                        }
                        ${activate}""")
                .with("height", output.height())
                .with("inRow", rows.stride() * input.rowStride())
                .with("begin", begin)
                .with("outRow", output.rowStride())
                .with(
                        "residual",
                        residual
                                ? "residual, residualOffset + row * "
                                        + plan.residual().get().rowStride() + " + v * LANES, "
                                : "")
                .with("activate", scalar ? "activate(y, yOffset);" : "")
                .toString());
    }

    private String row() {
        int pixels = plan.columns();
        StringJoiner before = new StringJoiner("\n");
        before.add("FloatVector bias = FloatVector.fromArray(SPECIES, weights, first);");
        if (plan.isUnrolled()) {
            for (int tap = 0; tap < conv.taps(); tap++) {
                before.add("FloatVector w%d = FloatVector.fromArray(SPECIES, weights, first + %s);"
                        .formatted(tap, lanes(tap + 1)));
            }
        }
        StringJoiner start = new StringJoiner("\n");
        StringJoiner store = new StringJoiner("\n");
        for (int p = 0; p < pixels; p++) {
            start.add("FloatVector s%d = bias;".formatted(p));
            String sum = "s" + p;
            if (plan.residual().isPresent()) {
                int stride = plan.residual().get().columnStride();
                store.add(sum + " = " + sum + ".add(FloatVector.fromArray(SPECIES, r, r0 + left * " + stride
                        + (p == 0 ? "" : " + " + p * stride) + "));");
            }
            store.add(VectorCode.activation(conv.activation(), sum).orElse(sum) + ".intoArray(y, y0 + left * "
                    + output.columnStride() + (p == 0 ? "" : " + " + p * output.columnStride()) + ");");
        }
        int width = output.width();
        return Text.of("""
                        ${before}
                        for (int column = 0; column < ${width}; column += ${pixels}) {
                            int left = ${left};
                            int from = x0 + left * ${step};
                            ${start}
                            ${taps}
                            ${store}
                        }""")
                .with("before", before)
                .with("width", width)
                .with("pixels", pixels)
                .with("left", width % pixels == 0 ? "column" : "Math.min(column, " + (width - pixels) + ")")
                .with("step", columns.stride() * input.columnStride())
                .with("start", start)
                .with("taps", plan.isUnrolled() ? unrolled() : rolled())
                .with("store", store)
                .toString();
    }

    private static String lanes(int count) {
        return count == 1 ? "LANES" : count + " * LANES";
    }

    /** All taps, each input of a row loaded once. */
    private String unrolled() {
        StringJoiner lines = new StringJoiner("\n");
        int last = (plan.columns() - 1) * columns.stride() + (columns.kernel() - 1) * columns.dilation();
        boolean first = true;
        for (int r = 0; r < rows.kernel(); r++) {
            for (int at = 0; at <= last; at++) {
                StringJoiner uses = new StringJoiner("\n");
                for (int p = 0; p < plan.columns(); p++) {
                    int distance = at - p * columns.stride();
                    if (distance >= 0
                            && distance % columns.dilation() == 0
                            && distance / columns.dilation() < columns.kernel()) {
                        int tap = r * columns.kernel() + distance / columns.dilation();
                        uses.add("s%1$d = e.fma(w%2$d, s%1$d);".formatted(p, tap));
                    }
                }
                if (uses.length() > 0) {
                    int offset = r * rows.dilation() * input.rowStride() + at * input.columnStride();
                    lines.add((first ? "FloatVector " : "") + "e = FloatVector.fromArray(SPECIES, x, from"
                            + (offset == 0 ? "" : " + " + offset) + ");");
                    lines.add(uses.toString());
                    first = false;
                }
            }
        }
        return lines.toString();
    }

    /** Loops over the taps. */
    private String rolled() {
        StringJoiner lines = new StringJoiner("\n");
        for (int p = 0; p < plan.columns(); p++) {
            int offset = p * columns.stride() * input.columnStride();
            lines.add("s%1$d = FloatVector.fromArray(SPECIES, x, at%2$s).fma(w, s%1$d);"
                    .formatted(p, offset == 0 ? "" : " + " + offset));
        }
        return Text.of("""
                        int k = first;
                        for (int offset : OFFSETS) {
                            int at = from + offset;
                            k += LANES;
                            FloatVector w = FloatVector.fromArray(SPECIES, weights, k);
                            ${lines}
                        }""").with("lines", lines).toString();
    }
}
