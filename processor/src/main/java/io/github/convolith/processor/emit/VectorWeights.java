package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.VectorLayout;
import javax.lang.model.element.Modifier;

/** Static methods that pack weights when a network is linked: vectors of output channels, biases first. */
final class VectorWeights {
    private VectorWeights() {}

    /**
     * By kernel row, input channel and kernel column, or with the columns before the channels.
     *
     * @param columnsLast whether the columns are innermost
     */
    static MethodSpec prepare(Conv conv, boolean columnsLast) {
        int columns = conv.windows().isEmpty()
                ? 1
                : conv.windows().get(conv.windows().size() - 1).kernel();
        int rows = Math.toIntExact(conv.taps() / columns);
        String input = "int input = 0; input < " + conv.inPerGroup() + "; input++";
        String column = "int column = 0; column < " + columns + "; column++";
        return method(
                conv,
                Text.of("""
                        for (int row = 0; row < ${rows}; row++) {
                            for (${outer}) {
                                for (${inner}) {
                                    at += LANES;
                                    packed[at] = kernel[((channel * ${inputs} + input) * ${rows} + row) * ${columns} + column];
                                }
                            }
                        }""")
                        .with("rows", rows)
                        .with("outer", columnsLast ? input : column)
                        .with("inner", columnsLast ? column : input)
                        .with("inputs", conv.inPerGroup())
                        .with("columns", columns)
                        .toString());
    }

    /** By pixel of the input and channel, as the input lies in memory. */
    static MethodSpec prepareDense(Conv conv, VectorLayout input) {
        return method(
                conv,
                Text.of("""
                        for (int pixel = 0; pixel < ${pixels}; pixel++) {
                            for (int input = 0; input < ${inputs}; input++) {
                                at += LANES;
                                packed[at] = kernel[(channel * ${inputs} + input) * ${pixels} + pixel];
                            }
                        }""")
                        .with("pixels", input.height() * input.width())
                        .with("inputs", input.channels())
                        .toString());
    }

    /** By tap, for vectors of channels. */
    static MethodSpec prepareDepthwise(Conv conv, VectorLayout input) {
        boolean isShuffled = input.shuffle() > 1;
        return Code.method(
                "Packs the weights: for each vector of channels the biases, then the weights by tap.",
                ArrayTypeName.of(TypeName.FLOAT),
                "prepare",
                "float[] kernel, float[] bias",
                Text.of("""
                        float[] packed = new float[VECTORS * STRIDE];
                        for (int channel = 0; channel < ${out}; channel++) {
                            ${place}
                            int at = ${channel} / LANES * STRIDE + ${channel} % LANES;
                            packed[at] = bias[channel];
                            for (int tap = 0; tap < ${taps}; tap++) {
                                at += LANES;
                                packed[at] = kernel[channel * ${taps} + tap];
                            }
                        }
                        return packed;""")
                        .with("out", conv.out())
                        .with("taps", conv.taps())
                        .with("place", isShuffled ? "int place = " + VectorCode.place("channel", input) + ";" : "")
                        .with("channel", isShuffled ? "place" : "channel")
                        .toString(),
                Modifier.STATIC);
    }

    private static MethodSpec method(Conv conv, String taps) {
        return Code.method(
                "Packs the weights: vectors of output channels, in the order in which they are read.",
                ArrayTypeName.of(TypeName.FLOAT),
                "prepare",
                "float[] kernel, float[] bias",
                Text.of("""
                        float[] packed = new float[${groups} * VECTORS * STRIDE];
                        for (int channel = 0; channel < ${out}; channel++) {
                            int vector = channel / ${group} * VECTORS + channel % ${group} / LANES;
                            int at = vector * STRIDE + channel % ${group} % LANES;
                            packed[at] = bias[channel];
                            ${taps}
                        }
                        return packed;""")
                        .with("groups", conv.groups())
                        .with("group", conv.outPerGroup())
                        .with("out", conv.out())
                        .with("taps", taps)
                        .toString(),
                Modifier.STATIC);
    }
}
