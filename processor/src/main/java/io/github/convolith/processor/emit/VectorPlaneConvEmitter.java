package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorPlaneConv;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Vectors of neighbouring pixels, each multiplied with one weight spread over a vector. The last vector of a row overlaps
 * the one before it where vectors do not fill the row.
 */
final class VectorPlaneConvEmitter {
    private final VectorPlaneConv plan;
    private final Conv conv;
    private final Window rows;
    private final Window columns;
    private final VectorLayout input;
    private final VectorLayout output;

    private VectorPlaneConvEmitter(VectorPlaneConv plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.rows = plan.rowWindow();
        this.columns = plan.columnWindow();
        this.input = plan.input();
        this.output = plan.output();
    }

    static Kernel emit(VectorPlaneConv plan) {
        return new VectorPlaneConvEmitter(plan).kernel();
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        kernel.prepare(Code.method(
                "Packs the weights: the biases, then by input channel and tap those of all output channels.",
                ArrayTypeName.of(TypeName.FLOAT),
                "prepare",
                "float[] kernel, float[] bias",
                Text.of("""
                                float[] packed = new float[${out} + kernel.length];
                                System.arraycopy(bias, 0, packed, 0, ${out});
                                for (int channel = 0; channel < ${out}; channel++) {
                                    for (int tap = 0; tap < ${taps}; tap++) {
                                        packed[${out} + tap * ${out} + channel] = kernel[channel * ${taps} + tap];
                                    }
                                }
                                return packed;""")
                        .with("out", conv.out())
                        .with("taps", conv.workPerOutput())
                        .toString(),
                Modifier.STATIC));
        if (turns() > 1) {
            VectorCode.addOffsets(loops(), kernel);
        }
        kernel.method(Code.procedure(
                "Computes a vector of pixels of %d rows for all output channels.".formatted(plan.rows()),
                "tile",
                "float[] x, int from, float[] y, int to, float[] weights",
                tile()));
        boolean scalar = VectorCode.activation(conv.activation(), "v").isEmpty();
        if (scalar) {
            VectorCode.addScalarActivation(conv.activation(), output, kernel);
        }
        long begin = rows.padBegin(input.height()) * input.rowStride() + columns.padBegin(input.width());
        int overhang = output.height() - plan.rows();
        boolean fits = output.height() % plan.rows() == 0;
        return kernel.execute(Text.of("""
                        for (int row = 0; row < ${height}; row += ${rows}) {
                            int top = ${top};
                            for (int column = 0; column < ${width}; column += LANES) {
                                int left = Math.min(column, ${width} - LANES);
                                tile(x, xOffset + top * ${inRow} + left - ${begin}, y, yOffset + top * ${outRow} + left, weights);
                            }
                        }
                        ${activate}""")
                .with("height", output.height())
                .with("rows", plan.rows())
                .with("top", fits ? "row" : "Math.min(row, " + overhang + ")")
                .with("width", output.width())
                .with("inRow", rows.stride() * input.rowStride())
                .with("begin", begin)
                .with("outRow", output.rowStride())
                .with("activate", scalar ? "activate(y, yOffset);" : "")
                .toString());
    }

    private List<VectorCode.Turns> loops() {
        return List.of(
                new VectorCode.Turns("channel", conv.inPerGroup(), input.channelStride()),
                new VectorCode.Turns("row", rows.kernel(), rows.dilation() * input.rowStride()));
    }

    private int turns() {
        return conv.inPerGroup() * rows.kernel();
    }

    private String tile() {
        StringJoiner start = new StringJoiner("\n");
        StringJoiner store = new StringJoiner("\n");
        for (int channel = 0; channel < conv.out(); channel++) {
            for (int row = 0; row < plan.rows(); row++) {
                String sum = sum(row, channel);
                start.add("FloatVector %s = FloatVector.broadcast(SPECIES, weights[%d]);".formatted(sum, channel));
                int at = channel * output.channelStride() + row * output.rowStride();
                store.add(VectorCode.activation(conv.activation(), sum).orElse(sum) + ".intoArray(y, to"
                        + (at == 0 ? "" : " + " + at) + ");");
            }
        }
        String taps = turns() == 1
                ? turn("from")
                : Text.of("""
                                for (int offset : OFFSETS) {
                                    int i = from + offset;
                                    ${turn}
                                    k += ${step};
                                }""")
                        .with("turn", turn("i"))
                        .with("step", columns.kernel() * conv.out())
                        .toString();
        return Text.of("""
                        ${start}
                        int k = ${first};
                        ${taps}
                        ${store}""")
                .with("start", start)
                .with("first", conv.out())
                .with("taps", taps)
                .with("store", store)
                .toString();
    }

    /** The taps of a kernel row. */
    private String turn(String from) {
        StringJoiner lines = new StringJoiner("\n");
        for (int tap = 0; tap < columns.kernel(); tap++) {
            for (int row = 0; row < plan.rows(); row++) {
                int at = row * rows.stride() * input.rowStride() + tap * columns.dilation();
                lines.add((tap == 0 ? "FloatVector " : "")
                        + "e%d = FloatVector.fromArray(SPECIES, x, %s%s);"
                                .formatted(row, from, at == 0 ? "" : " + " + at));
            }
            for (int channel = 0; channel < conv.out(); channel++) {
                int at = tap * conv.out() + channel;
                lines.add((tap + channel == 0 ? "FloatVector " : "")
                        + "w = FloatVector.broadcast(SPECIES, weights[k%s]);".formatted(at == 0 ? "" : " + " + at));
                for (int row = 0; row < plan.rows(); row++) {
                    lines.add("%1$s = w.fma(e%2$d, %1$s);".formatted(sum(row, channel), row));
                }
            }
        }
        return lines.toString();
    }

    private static String sum(int row, int channel) {
        return "s" + row + (char) ('a' + channel);
    }
}
