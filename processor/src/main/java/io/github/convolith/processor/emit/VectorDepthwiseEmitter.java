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
    private final VectorStore store;

    private VectorDepthwiseEmitter(VectorDepthwise plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.rows = plan.rowWindow();
        this.columns = plan.columnWindow();
        this.input = plan.input();
        this.output = plan.output();
        this.store = VectorStore.of(conv.activation(), plan.residual().isPresent(), 1, this::row);
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
        kernel.method(Code.procedure(
                "Computes a vector of channels along a row of pixels.",
                "row",
                "float[] x, int x0, " + (store.addsResidual() ? "float[] r, int r0, " : "")
                        + "float[] y, int y0, float[] weights, int first",
                row(store)));
        if (store.isApart()) {
            int added = plan.residual().orElse(output).columnStride();
            kernel.method(store.finish(
                    "finish",
                    List.of(),
                    new VectorStore.Axis("column", output.width(), output.columnStride(), added),
                    List.of()));
        }
        boolean scalar = VectorCode.activation(conv.activation(), "v").isEmpty();
        if (scalar) {
            VectorCode.addScalarActivation(conv.activation(), output, kernel);
        }
        long begin = rows.padBegin(input.height()) * input.rowStride()
                + columns.padBegin(input.width()) * input.columnStride();
        String with = plan.residual()
                .map(layout -> "residual, residualOffset + row * " + layout.rowStride() + " + v * LANES, ")
                .orElse("");
        String to = "y, yOffset + row * " + output.rowStride() + " + v * LANES";
        return kernel.execute(Text.of("""
                        for (int row = 0; row < ${height}; row++) {
                            for (int v = 0; v < VECTORS; v++) {
                                row(x, xOffset + row * ${inRow} + v * LANES - ${begin}, ${residual}${to}, weights, v * STRIDE);
                                ${finish}
                            }
                        }
                        ${activate}""")
                .with("height", output.height())
                .with("inRow", rows.stride() * input.rowStride())
                .with("begin", begin)
                .with("residual", store.addsResidual() ? with : "")
                .with("to", to)
                .with("finish", store.isApart() ? "finish(" + with + to + ");" : "")
                .with("activate", scalar ? "activate(y, yOffset);" : "")
                .toString());
    }

    private String row(VectorStore way) {
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
        StringJoiner stores = new StringJoiner("\n");
        for (int p = 0; p < pixels; p++) {
            start.add("FloatVector s%d = bias;".formatted(p));
            int pixel = p;
            String with = plan.residual()
                    .map(layout ->
                            VectorStore.place("r0 + left * " + layout.columnStride(), pixel * layout.columnStride()))
                    .orElse("");
            String to = VectorStore.place("y0 + left * " + output.columnStride(), p * output.columnStride());
            stores.add(way.of("s" + p, 0, with, to));
        }
        int width = output.width();
        return VectorStore.sharingNumbers(Text.of("""
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
                .with("store", stores)
                .toString());
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
