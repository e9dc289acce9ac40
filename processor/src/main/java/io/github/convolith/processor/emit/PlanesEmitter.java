package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.TapPasses;
import io.github.convolith.processor.plan.Tile;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * The input laid out by taps, channel by channel, and added with its weights to one sum per output channel. With a
 * stride it is the polyphase form: laying out splits the input into the phases of the stride.
 */
final class PlanesEmitter implements KernelEmitter {
    @Override
    public Kernel emit(ConvPlan plan) {
        Kernel.Builder kernel = new Kernel.Builder();
        Geometry geometry = PlaneGeometry.of(plan.problem(), kernel);
        Conv conv = geometry.conv();
        TileLoop tile = TileLoop.over(geometry, Tile.positions(conv.outPerGroup()), kernel);
        TapPasses passes = TapPasses.of(conv);
        TapLayout layout = new TapLayout(geometry, tile, passes.channels(), kernel);
        TapSums sums = new TapSums(kernel);

        kernel.field(FieldSpec.builder(
                        ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT)), "sums", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc(
                        "The sum of each output channel$L over the tile.\n", conv.groups() == 1 ? "" : " of a group")
                .build());
        kernel.construct("sums = new float[%d][%s];".formatted(conv.outPerGroup(), tile.capacity()));
        String store = StoreCode.activateInPlace(conv.activation(), "sums[o]", tile.positions(), kernel);
        String body = Text.of("""
                        for (int o = 0; o < ${outputs}; o++) {
                            Arrays.fill(sums[o], 0, ${n}, ${bias});
                        }
                        ${channels}
                        for (int o = 0; o < ${outputs}; o++) {
                            ${activate}
                            System.arraycopy(sums[o], 0, y, yOffset + ${target}, ${n});
                        }""")
                .with("outputs", conv.outPerGroup())
                .with("n", tile.positions())
                .with("bias", conv.bias() == BiasRule.NONE ? "0f" : "bias[" + output(conv) + "]")
                .with("channels", channels(conv, geometry, tile, passes, layout, sums))
                .with("activate", store)
                .with("target", output(conv).times(geometry.outPlane()).plus(tile.start()))
                .toString();
        if (conv.groups() > 1) {
            body = Text.of("for (int group = 0; group < ${groups}; group++) {\n    ${body}\n}")
                    .with("groups", conv.groups())
                    .with("body", body)
                    .toString();
        }
        return kernel.execute(tile.around(body));
    }

    private static String channels(
            Conv conv, Geometry geometry, TileLoop tile, TapPasses passes, TapLayout layout, TapSums sums) {
        StringJoiner text = new StringJoiner("\n");
        for (ChannelBlocks block : ChannelBlocks.of(conv.inPerGroup(), passes.channels())) {
            Expr channel = conv.groups() == 1
                    ? block.first()
                    : Expr.name("group").times(conv.inPerGroup()).plus(block.first());
            Expr weight =
                    output(conv).times(conv.inPerGroup()).plus(block.first()).times(layout.taps());
            TapSums.Terms terms = TapSums.Terms.consecutive("kernel", Expr.name("k"), "taps", Expr.ZERO);
            text.add(block.around(Text.of("""
                            ${layout}
                            for (int o = 0; o < ${outputs}; o++) {
                                int k = ${weight};
                                ${add}
                            }""")
                    .with("layout", block.layOut(layout, channel, geometry))
                    .with("outputs", conv.outPerGroup())
                    .with("weight", weight)
                    .with("add", sums.add("sums[o]", tile.positions(), terms, block.count() * layout.taps()))
                    .toString()));
        }
        return text.toString();
    }

    private static Expr output(Conv conv) {
        return conv.groups() == 1
                ? Expr.name("o")
                : Expr.name("group").times(conv.outPerGroup()).plus(Expr.name("o"));
    }
}
