package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.SumTile;
import io.github.convolith.processor.plan.TapPasses;
import io.github.convolith.processor.plan.Tile;
import javax.lang.model.element.Modifier;

/**
 * The input laid out by taps, channel by channel, and added with its weights to one sum per output channel. With a
 * stride it is the polyphase form: laying out takes the input apart by the phases of the stride.
 */
final class PlanesEmitter implements KernelEmitter {
    @Override
    public Kernel emit(ConvPlan plan) {
        return new Writer(plan).kernel();
    }

    private static final class Writer {
        private final Kernel.Builder kernel = new Kernel.Builder();
        private final Geometry geometry;
        private final Conv conv;
        private final TileLoop tile;
        private final Panels sums;
        private final ChannelBlocks channels;
        private final TapLayout layout;
        private final Adding adding;

        Writer(ConvPlan plan) {
            geometry = PlaneGeometry.of(plan.problem(), kernel);
            conv = geometry.conv();
            tile = TileLoop.over(geometry, Tile.positions(conv.outPerGroup()), kernel);
            if (geometry.isFixed() && tile.isShort()) {
                SumTile loop = SumTile.ofOutputs(conv);
                int block = loop.channels(conv);
                sums = Panels.of(
                        "sums", conv.outPerGroup(), loop.sums(), tile.capacity().value(), 1);
                channels = new ChannelBlocks(conv.inPerGroup(), block);
                layout = new TapLayout(geometry, tile, block, loop.terms(), kernel);
                adding = new PanelAdding(conv, layout.panels(), sums, tile.positions(), kernel)::add;
            } else {
                int block = TapPasses.of(conv).channels();
                sums = Panels.single("sums", conv.outPerGroup(), 1);
                channels = new ChannelBlocks(conv.inPerGroup(), block);
                layout = new TapLayout(geometry, tile, block, 0, kernel);
                adding = this::addOneByOne;
            }
        }

        /** Code that adds the terms of so many channels, counted within the group, to every sum. */
        private interface Adding {
            String terms(Expr group, Expr channel, int count);
        }

        Kernel kernel() {
            kernel.field(FieldSpec.builder(
                            ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT)),
                            "sums",
                            Modifier.PRIVATE,
                            Modifier.FINAL)
                    .addJavadoc(
                            "The sum of each output channel$L over the tile.\n",
                            conv.groups() == 1 ? "" : " of a group")
                    .build());
            kernel.construct("sums = " + sums.allocation(tile.capacity()) + ";");
            return kernel.execute(tile.around(Loop.over("group", conv.groups(), this::group)));
        }

        private String group(Expr group) {
            Expr firstOutput = group.times(conv.outPerGroup());
            return Text.of("""
                            ${start}
                            ${add}
                            ${store}""")
                    .with("start", Loop.over("o", conv.outPerGroup(), o -> start(o, firstOutput.plus(o))))
                    .with("add", channels.each((channel, count) -> add(group, channel, count)))
                    .with("store", Loop.over("o", conv.outPerGroup(), o -> store(o, firstOutput.plus(o))))
                    .toString();
        }

        private String start(Expr sum, Expr output) {
            Panels.Place place = sums.plane(sum);
            if (conv.residual()) {
                Expr from = Expr.name("residualOffset")
                        .plus(output.times(geometry.outPlane()))
                        .plus(tile.start());
                return "System.arraycopy(residual, %s, %s, %s, %s);"
                        .formatted(from, place.array(), place.at(), tile.positions());
            }
            return "Arrays.fill(%s, %s, %s, 0f);"
                    .formatted(place.array(), place.at(), place.at().plus(tile.positions()));
        }

        /** Adds the terms of so many channels, counted within the group, to every sum. */
        private String add(Expr group, Expr channel, int count) {
            Expr input = group.times(conv.inPerGroup()).plus(channel);
            return ChannelBlocks.layOut(layout, input, count, geometry) + "\n" + adding.terms(group, channel, count);
        }

        private String addOneByOne(Expr group, Expr channel, int count) {
            TapSums tapSums = new TapSums(kernel);
            return Loop.over("o", conv.outPerGroup(), o -> {
                Expr output = group.times(conv.outPerGroup()).plus(o);
                Expr weight = output.times(conv.inPerGroup()).plus(channel).times(layout.taps());
                // Without a loop around it, a variable would be declared once for each block of channels.
                boolean inPlace = conv.outPerGroup() == 1;
                TapSums.Terms terms =
                        TapSums.Terms.consecutive("kernel", inPlace ? weight : Expr.name("k"), "taps", Expr.ZERO);
                String add = tapSums.add("sums[" + o + "]", tile.positions(), terms, count * layout.taps());
                return inPlace ? add : "int k = " + weight + ";\n" + add;
            });
        }

        /** The bias comes last: added first, it would make every sum on the way larger, and its rounding coarser. */
        private String finish(Expr sum, Expr output) {
            return conv.bias() == BiasRule.NONE
                    ? StoreCode.activateInPlace(conv.activation(), sums, sum, tile.positions(), kernel)
                    : StoreCode.addAndActivate(
                            "bias[" + output + "]", conv.activation(), sums.plane(sum), tile.positions(), kernel);
        }

        private String store(Expr sum, Expr output) {
            Expr target =
                    Expr.name("yOffset").plus(output.times(geometry.outPlane())).plus(tile.start());
            return Text.of("""
                            ${activate}
                            System.arraycopy(${sum}, ${at}, y, ${target}, ${n});""")
                    .with("activate", finish(sum, output))
                    .with("sum", sums.plane(sum).array())
                    .with("at", sums.plane(sum).at())
                    .with("target", target)
                    .with("n", tile.positions())
                    .toString();
        }
    }
}
