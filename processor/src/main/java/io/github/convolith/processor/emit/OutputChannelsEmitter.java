package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.TapPasses;
import io.github.convolith.processor.plan.Tile;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * The mirror image of {@link PlanesEmitter}: what is added up are rows of weights, one element per output channel, and
 * what they are multiplied with are the inputs that an output position meets.
 */
final class OutputChannelsEmitter implements KernelEmitter {
    private static final ArrayTypeName ROWS = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    @Override
    public Kernel emit(ConvPlan plan) {
        Kernel.Builder kernel = new Kernel.Builder();
        Geometry geometry = PlaneGeometry.of(plan.problem(), kernel);
        Conv conv = geometry.conv();
        TileLoop tile = TileLoop.over(geometry, Tile.positions(conv.outPerGroup()), kernel);
        TapPasses passes = TapPasses.of(conv);
        TapLayout layout = new TapLayout(geometry, tile, passes.channels(), kernel);
        TapSums sums = new TapSums(kernel);
        kernel.field(FieldSpec.builder(ROWS, "sums", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("The sums of each output position of the tile, one per output channel.\n")
                .build());
        kernel.field(FieldSpec.builder(TypeName.INT, "channels", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", Code.opaque("Output channels of a group."))
                .build());
        kernel.construct("channels = %d;".formatted(conv.outPerGroup()));
        kernel.construct("sums = new float[%s][channels];".formatted(tile.capacity()));
        kernel.prepare(prepare(conv, layout.taps()));

        String first = conv.groups() == 1 ? "0" : "group * " + conv.outPerGroup();
        String body = Text.of("""
                        for (int p = 0; p < ${n}; p++) {
                            ${start}
                        }
                        ${channels}
                        for (int p = 0; p < ${n}; p++) {
                            float[] sum = sums[p];
                            for (int o = 0; o < ${outputs}; o++) {
                                float v = sum[o];
                                y[${target}] = ${value};
                            }
                        }""")
                .with("n", tile.positions())
                .with(
                        "start",
                        conv.bias() == BiasRule.NONE
                                ? "Arrays.fill(sums[p], 0f);"
                                : "System.arraycopy(bias, %s, sums[p], 0, channels);".formatted(first))
                .with("channels", channels(conv, geometry, tile, passes, layout, sums))
                .with("outputs", conv.outPerGroup())
                .with(
                        "target",
                        Expr.name("yOffset")
                                .plus(output(conv).times(geometry.outPlane()))
                                .plus(tile.start())
                                .plus(Expr.name("p")))
                .with("value", ActivationCode.of(conv.activation(), "v"))
                .toString();
        if (conv.groups() > 1) {
            body = Text.of("for (int group = 0; group < ${groups}; group++) {\n    ${body}\n}")
                    .with("groups", conv.groups())
                    .with("body", body)
                    .toString();
        }
        return kernel.execute(tile.around(body));
    }

    private static Expr output(Conv conv) {
        return conv.groups() == 1
                ? Expr.name("o")
                : Expr.name("group").times(conv.outPerGroup()).plus(Expr.name("o"));
    }

    private static String channels(
            Conv conv, Geometry geometry, TileLoop tile, TapPasses passes, TapLayout layout, TapSums sums) {
        StringJoiner text = new StringJoiner("\n");
        ChannelBlocks.of(conv.inPerGroup(), passes.channels()).forEach(block -> {
            Expr channel = conv.groups() == 1
                    ? block.first()
                    : Expr.name("group").times(conv.inPerGroup()).plus(block.first());
            String statements = Text.of("""
                            ${layout}
                            int k = ${row};
                            for (int p = 0; p < ${n}; p++) {
                                ${add}
                            }""")
                    .with("layout", block.layOut(layout, channel, geometry))
                    .with("row", channel.times(layout.taps()))
                    .with("n", tile.positions())
                    .with("add", sums.add("sums[p]", Expr.name("channels"), terms(), block.count() * layout.taps()))
                    .toString();
            text.add(block.around(statements));
        });
        return text.toString();
    }

    private static TapSums.Terms terms() {
        return new TapSums.Terms() {
            @Override
            public String weight(Expr term) {
                return "taps[" + term + "][p]";
            }

            @Override
            public String plane(Expr term) {
                return "kernel[" + Expr.name("k").plus(term) + "]";
            }
        };
    }

    /** The kernel turned round: one row per input channel and tap, one element per output channel of the group. */
    private static MethodSpec prepare(Conv conv, int taps) {
        int inputs = conv.inPerGroup();
        int outputs = conv.outPerGroup();
        String pairs = conv.groups() == 1
                ? "kernel[o * %d + k]".formatted(inputs * taps)
                : "kernel[(k / %d * %d + o) * %d + k %% %d]"
                        .formatted(inputs * taps, outputs, inputs * taps, inputs * taps);
        return Code.method(
                "Turns the kernel round: a row per input channel and tap, with an element per output channel.",
                ROWS,
                "prepare",
                "float[] kernel",
                Text.of("""
                                float[][] rows = new float[${rows}][${outputs}];
                                for (int k = 0; k < ${rows}; k++) {
                                    for (int o = 0; o < ${outputs}; o++) {
                                        rows[k][o] = ${value};
                                    }
                                }
                                return rows;""")
                        .with("rows", (long) conv.in() * taps)
                        .with("outputs", outputs)
                        .with("value", pairs)
                        .toString(),
                Modifier.STATIC);
    }
}
