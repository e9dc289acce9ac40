package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorPlaneDepthwise;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/** Vectors of neighbouring pixels of one channel. What several rows see is loaded once. */
final class VectorPlaneDepthwiseEmitter {
    private final VectorPlaneDepthwise plan;
    private final Conv conv;
    private final Window rows;
    private final Window columns;
    /** Whether the activation is applied where the sums are. */
    private final boolean activates;

    private VectorPlaneDepthwiseEmitter(VectorPlaneDepthwise plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.rows = plan.rowWindow();
        this.columns = plan.columnWindow();
        this.activates = VectorCode.activation(conv.activation(), "v").isPresent()
                && VectorOps.of(rows(true)).areInlined();
    }

    static Kernel emit(VectorPlaneDepthwise plan) {
        return new VectorPlaneDepthwiseEmitter(plan).kernel();
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        VectorCode.addScratch("plane", "One channel, with the zeros around it.", plan.height() * plan.pitch(), kernel);
        kernel.prepare(Code.method(
                "Packs the weights: for each channel the bias, then the weights by tap.",
                ArrayTypeName.of(TypeName.FLOAT),
                "prepare",
                "float[] kernel, float[] bias",
                Text.of("""
                                float[] packed = new float[${out} * ${size}];
                                for (int channel = 0; channel < ${out}; channel++) {
                                    packed[channel * ${size}] = bias[channel];
                                    System.arraycopy(kernel, channel * ${taps}, packed, channel * ${size} + 1, ${taps});
                                }
                                return packed;""")
                        .with("out", conv.out())
                        .with("size", conv.taps() + 1)
                        .with("taps", conv.taps())
                        .toString(),
                Modifier.STATIC));
        kernel.method(Code.procedure(
                "Copies a channel into the zeros.", "copy", "float[] x, int first, float[] plane", copy()));
        kernel.method(Code.procedure(
                "Computes %d rows of a channel.".formatted(plan.rows()),
                "rows",
                "float[] plane, int from, float[] y, int to, float[] weights, int first",
                rows(activates)));
        if (!activates) {
            VectorCode.addScalarActivation(conv.activation(), plan.output(), kernel);
        }
        int overhang = plan.output().height() - plan.rows();
        boolean fits = plan.output().height() % plan.rows() == 0;
        return kernel.execute(Text.of("""
                        for (int channel = 0; channel < ${channels}; channel++) {
                            copy(x, xOffset + channel * ${inPlane}, plane);
                            for (int row = 0; row < ${height}; row += ${rows}) {
                                int top = ${top};
                                rows(plane, top * ${inRow}, y, yOffset + channel * ${outPlane} + top * ${outRow}, weights, channel * ${size});
                            }
                        }
                        ${activate}""")
                .with("channels", conv.out())
                .with("inPlane", plan.input().channelStride())
                .with("height", plan.output().height())
                .with("rows", plan.rows())
                .with("top", fits ? "row" : "Math.min(row, " + overhang + ")")
                .with("inRow", rows.stride() * plan.pitch())
                .with("outPlane", plan.output().channelStride())
                .with("outRow", plan.output().rowStride())
                .with("size", conv.taps() + 1)
                .with("activate", activates ? "" : "activate(y, yOffset);")
                .toString());
    }

    private String copy() {
        int height = plan.input().height();
        int width = plan.input().width();
        return Text.of("""
                        for (int row = 0; row < ${height}; row++) {
                            int from = first + row * ${inRow};
                            int to = ${begin} + row * ${pitch};
                            for (int column = 0; column < ${width}; column += LANES) {
                                int left = Math.min(column, ${width} - LANES);
                                FloatVector.fromArray(SPECIES, x, from + left).intoArray(plane, to + left);
                            }
                        }""")
                .with("height", height)
                .with("width", width)
                .with("inRow", plan.input().rowStride())
                .with("begin", rows.padBegin(height) * plan.pitch() + columns.padBegin(width))
                .with("pitch", plan.pitch())
                .toString();
    }

    private String rows(boolean activated) {
        StringJoiner weights = new StringJoiner("\n");
        for (int tap = 0; tap < conv.taps(); tap++) {
            weights.add("FloatVector w%1$d = FloatVector.broadcast(SPECIES, weights[first + %2$d]);"
                    .formatted(tap, tap + 1));
        }
        StringJoiner start = new StringJoiner("\n");
        StringJoiner store = new StringJoiner("\n");
        int pitch = plan.output().rowStride();
        for (int row = 0; row < plan.rows(); row++) {
            start.add("FloatVector s%d = bias;".formatted(row));
            String sum = "s" + row;
            String value =
                    activated ? VectorCode.activation(conv.activation(), sum).orElse(sum) : sum;
            store.add(value + ".intoArray(y, to + left" + (row == 0 ? "" : " + " + row * pitch) + ");");
        }
        return Text.of("""
                        FloatVector bias = FloatVector.broadcast(SPECIES, weights[first]);
                        ${weights}
                        for (int column = 0; column < ${wide}; column += LANES) {
                            int left = Math.min(column, ${wide} - LANES);
                            int i = from + left;
                            ${start}
                            ${taps}
                            ${store}
                        }""")
                .with("weights", weights)
                .with("wide", plan.output().width())
                .with("start", start)
                .with("taps", taps())
                .with("store", store)
                .toString();
    }

    /** All taps, each row of the input loaded once for all rows of the result. */
    private String taps() {
        StringJoiner lines = new StringJoiner("\n");
        boolean first = true;
        int last = (plan.rows() - 1) * rows.stride() + (rows.kernel() - 1) * rows.dilation();
        for (int at = 0; at <= last; at++) {
            for (int column = 0; column < columns.kernel(); column++) {
                StringJoiner uses = new StringJoiner("\n");
                for (int row = 0; row < plan.rows(); row++) {
                    int distance = at - row * rows.stride();
                    if (distance >= 0
                            && distance % rows.dilation() == 0
                            && distance / rows.dilation() < rows.kernel()) {
                        int tap = distance / rows.dilation() * columns.kernel() + column;
                        uses.add("s%1$d = e.fma(w%2$d, s%1$d);".formatted(row, tap));
                    }
                }
                if (uses.length() > 0) {
                    int offset = at * plan.pitch() + column * columns.dilation();
                    lines.add((first ? "FloatVector " : "") + "e = FloatVector.fromArray(SPECIES, plane, i"
                            + (offset == 0 ? "" : " + " + offset) + ");");
                    lines.add(uses.toString());
                    first = false;
                }
            }
        }
        return lines.toString();
    }
}
