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
import javax.lang.model.element.Modifier;

/**
 * The mirror image of {@link PlanesEmitter}: what is added up are rows of weights, one element per output channel, and
 * what they are multiplied with are the inputs that an output position meets. {@link ChannelPanels} does so for several
 * positions at once, where sizes are known.
 */
final class OutputChannelsEmitter implements KernelEmitter {
    private static final ArrayTypeName ROWS = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    @Override
    public Kernel emit(ConvPlan plan) {
        Kernel.Builder kernel = new Kernel.Builder();
        Geometry geometry = PlaneGeometry.of(plan.problem(), kernel);
        TileLoop tile = TileLoop.over(geometry, Tile.positions(geometry.conv().outPerGroup()), kernel);
        return ChannelPanels.takes(geometry, tile)
                ? new ChannelPanels(geometry, tile, kernel).kernel()
                : new Writer(geometry, tile, kernel).kernel();
    }

    private static final class Writer {
        private final Kernel.Builder kernel;
        private final Geometry geometry;
        private final Conv conv;
        private final TileLoop tile;
        private final TapPasses passes;
        private final TapLayout layout;
        private final TapSums sums;

        Writer(Geometry geometry, TileLoop tile, Kernel.Builder kernel) {
            this.kernel = kernel;
            this.geometry = geometry;
            this.tile = tile;
            conv = geometry.conv();
            passes = TapPasses.of(conv);
            layout = new TapLayout(geometry, tile, passes.channels(), 0, kernel);
            sums = new TapSums(kernel);
        }

        Kernel kernel() {
            kernel.field(FieldSpec.builder(ROWS, "sums", Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("The sums of each output position of the tile, one per output channel.\n")
                    .build());
            kernel.field(FieldSpec.builder(TypeName.INT, "channels", Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("$L\n", Code.opaque("Output channels of a group."))
                    .build());
            kernel.construct("channels = %d;".formatted(conv.outPerGroup()));
            kernel.construct("sums = new float[%s][channels];".formatted(tile.capacity()));
            kernel.prepare(prepare(conv, layout.taps()));
            return kernel.execute(tile.around(Loop.over("group", conv.groups(), this::group)));
        }

        private String group(Expr group) {
            return Text.of("""
                            ${start}
                            ${add}
                            ${store}""")
                    .with("start", Loop.over("p", tile.positions(), p -> "Arrays.fill(sums[" + p + "], 0f);"))
                    .with(
                            "add",
                            new ChannelBlocks(conv.inPerGroup(), passes.channels())
                                    .each((channel, count) ->
                                            add(group.times(conv.inPerGroup()).plus(channel), count)))
                    .with("store", Loop.over("p", tile.positions(), p -> store(group, p)))
                    .toString();
        }

        /** Adds the terms of so many channels to the sums of every position. */
        private String add(Expr channel, int count) {
            Expr row = channel.times(layout.taps());
            return ChannelBlocks.layOut(layout, channel, count, geometry)
                    + "\n"
                    + Loop.over(
                            "p",
                            tile.positions(),
                            p -> sums.add(
                                    "sums[" + p + "]", Expr.name("channels"), terms(row, p), count * layout.taps()));
        }

        private static TapSums.Terms terms(Expr row, Expr position) {
            return new TapSums.Terms() {
                @Override
                public String weight(Expr term) {
                    return "taps[" + term + "][" + position + "]";
                }

                @Override
                public String plane(Expr term) {
                    return "kernel[" + row.plus(term) + "]";
                }
            };
        }

        private String store(Expr group, Expr position) {
            Expr output = group.times(conv.outPerGroup()).plus(Expr.name("o"));
            Expr place = output.times(geometry.outPlane()).plus(tile.start()).plus(position);
            Expr target = Expr.name("yOffset").plus(place);
            String residual = conv.residual()
                    ? " + residual[" + Expr.name("residualOffset").plus(place) + "]"
                    : "";
            // The bias comes last: added first, it would make every sum on the way larger, and its rounding coarser.
            String bias = conv.bias() == BiasRule.NONE ? "" : " + bias[" + output + "]";
            return Text.of("""
                            float[] sum = sums[${position}];
                            for (int o = 0; o < ${outputs}; o++) {
                                float v = sum[o]${residual}${bias};
                                y[${target}] = ${value};
                            }""")
                    .with("position", position)
                    .with("outputs", conv.outPerGroup())
                    .with("residual", residual)
                    .with("bias", bias)
                    .with("target", target)
                    .with("value", ActivationCode.of(conv.activation(), "v"))
                    .toString();
        }
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
