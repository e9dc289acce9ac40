package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.SumTile;
import io.github.convolith.processor.plan.TapPasses;
import io.github.convolith.processor.plan.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * One input channel at a time. The first pass over the taps starts from the bias, the last one applies the activation, so
 * that a 3×3 kernel costs a single pass over its sum where sizes are known, and two where they are not.
 */
final class DepthwiseEmitter implements KernelEmitter {
    @Override
    public Kernel emit(ConvPlan plan) {
        Kernel.Builder kernel = new Kernel.Builder();
        Geometry geometry = PlaneGeometry.of(plan.problem(), kernel);
        TileLoop tile = TileLoop.over(geometry, Tile.positions(1), kernel);
        return geometry.isFixed() && tile.isShort()
                ? severalAtOnce(geometry, tile, kernel)
                : oneByOne(geometry, tile, kernel);
    }

    private static Kernel severalAtOnce(Geometry geometry, TileLoop tile, Kernel.Builder kernel) {
        Conv conv = geometry.conv();
        SumTile loop = SumTile.ofOutputs(conv);
        TapLayout layout = new TapLayout(geometry, tile, 1, loop.terms(), kernel);
        Panels sums =
                Panels.of("sums", loop.sums(), loop.sums(), tile.capacity().value(), 1);
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "sums", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc(
                        "The $L over the tile.\n",
                        loop.sums() == 1 ? "sum of an output channel" : "sums of some output channels")
                .build());
        kernel.construct("sums = new float[" + loop.sums() * sums.pitch() + "];");
        PanelAdding adding = new PanelAdding(conv, layout.panels(), sums, tile.positions(), kernel);
        Sums some = new Sums(geometry, tile, sums, adding);
        int whole = conv.outPerGroup() / loop.sums();
        int rest = conv.outPerGroup() % loop.sums();
        return kernel.execute(tile.around(Loop.over("c", conv.in(), c -> {
            Expr first = c.times(conv.outPerGroup());
            String rests = rest == 0 ? "" : some.code(first.plus((long) whole * loop.sums()), rest, kernel);
            return Text.of("""
                            ${layout}
                            ${whole}
                            ${rest}""")
                    .with("layout", layout.call(Expr.name("xOffset").plus(c.times(geometry.inPlane())), Expr.ZERO))
                    .with(
                            "whole",
                            Loop.over(
                                    "s", whole, s -> some.code(first.plus(s.times(loop.sums())), loop.sums(), kernel)))
                    .with("rest", rests)
                    .toString();
        })));
    }

    /** Code for some output channels that see the same input channel. */
    private record Sums(Geometry geometry, TileLoop tile, Panels sums, PanelAdding adding) {
        String code(Expr output, int count, Kernel.Builder kernel) {
            Conv conv = geometry.conv();
            int taps = Math.toIntExact(conv.taps());
            boolean fused = ActivationCode.isSlight(conv.activation());
            StringJoiner text = new StringJoiner("\n");
            Activation finish = fused ? conv.activation() : Activation.NONE;
            text.add(adding.passes(new PanelAdding.Some("sums", count, 1, true, finish), output.times(taps), output));
            for (int sum = 0; sum < count; sum++) {
                Expr at = Expr.of((long) sum * sums.pitch());
                Expr target = Expr.name("yOffset")
                        .plus(output.plus(sum).times(geometry.outPlane()))
                        .plus(tile.start());
                if (!fused) {
                    text.add(StoreCode.activateInPlace(conv.activation(), "sums", at, tile.positions(), kernel));
                }
                text.add("System.arraycopy(sums, %s, y, %s, %s);".formatted(at, target, tile.positions()));
            }
            return text.toString();
        }
    }

    private static Kernel oneByOne(Geometry geometry, TileLoop tile, Kernel.Builder kernel) {
        Conv conv = geometry.conv();
        TapLayout layout = new TapLayout(geometry, tile, 1, 0, kernel);
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "sum", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("The sum of one output channel over the tile.\n")
                .build());
        kernel.construct("sum = new float[%s];".formatted(tile.capacity()));

        String body = Loop.over(
                "c",
                conv.in(),
                c -> Text.of("""
                        ${layout}
                        ${outputs}""")
                        .with("layout", layout.call(Expr.name("xOffset").plus(c.times(geometry.inPlane())), Expr.ZERO))
                        .with(
                                "outputs",
                                Loop.over(
                                        "m",
                                        conv.outPerGroup(),
                                        m -> output(
                                                c.times(conv.outPerGroup()).plus(m), geometry, layout, tile, kernel)))
                        .toString());
        return kernel.execute(tile.around(body));
    }

    private static String output(
            Expr output, Geometry geometry, TapLayout layout, TileLoop tile, Kernel.Builder kernel) {
        Expr target =
                Expr.name("yOffset").plus(output.times(geometry.outPlane())).plus(tile.start());
        return passes(geometry.conv(), layout.taps(), output, tile, kernel)
                + "\nSystem.arraycopy(sum, 0, y, %s, %s);".formatted(target, tile.positions());
    }

    /** One pass over the sum: how many taps, whether it starts the sum, whether it finishes it. */
    private record Pass(int terms, boolean first, boolean last) {
        String name() {
            return (first ? "start" : "add") + terms + (last ? "AndFinish" : "");
        }
    }

    private static String passes(Conv conv, int taps, Expr output, TileLoop tile, Kernel.Builder kernel) {
        List<Integer> sizes = TapPasses.split(taps);
        List<Pass> written = new ArrayList<>();
        StringJoiner calls = new StringJoiner("\n");
        int done = 0;
        for (int index = 0; index < sizes.size(); index++) {
            int terms = sizes.get(index);
            Pass pass = new Pass(terms, index == 0, index == sizes.size() - 1);
            if (!written.contains(pass)) {
                written.add(pass);
                kernel.method(method(pass, conv));
            }
            int run = 1;
            while (!pass.first() && index + run < sizes.size() - 1 && sizes.get(index + run) == terms) {
                run++;
            }
            if (run > 3) {
                calls.add(Text.of("for (int t = ${from}; t < ${to}; t += ${terms}) {\n    ${call}\n}")
                        .with("from", done)
                        .with("to", done + run * terms)
                        .with("terms", terms)
                        .with("call", call(pass, conv, taps, output, Expr.name("t"), tile))
                        .toString());
                index += run - 1;
                done += run * terms;
            } else {
                calls.add(call(pass, conv, taps, output, Expr.of(done), tile));
                done += terms;
            }
        }
        return calls.toString();
    }

    private static String call(Pass pass, Conv conv, int taps, Expr output, Expr done, TileLoop tile) {
        StringJoiner arguments = new StringJoiner(", ", pass.name() + "(", ");");
        arguments.add(tile.positions().toString());
        arguments.add("kernel");
        arguments.add(output.times(taps).plus(done).toString());
        if (pass.first() && conv.bias() != BiasRule.NONE) {
            arguments.add("bias[" + output + "]");
        }
        for (int term = 0; term < pass.terms(); term++) {
            arguments.add("taps[" + done.plus(term) + "]");
        }
        return arguments.toString();
    }

    private static MethodSpec method(Pass pass, Conv conv) {
        int terms = pass.terms();
        boolean biased = pass.first() && conv.bias() != BiasRule.NONE;
        String products = IntStream.range(0, terms)
                .mapToObj(i -> MultiplyAddCode.add("s", "w" + i, "t" + i + "[i]"))
                .collect(Collectors.joining("\n"));
        String start = pass.first() ? (biased ? "b" : "0f") : "sum[i]";
        String body = Text.of("""
                        ${loads}
                        for (int i = 0; i < n; i++) {
                            float s = ${start};
                            ${products}
                            sum[i] = ${value};
                        }""")
                .with(
                        "loads",
                        IntStream.range(0, terms)
                                .mapToObj(i -> "float w%d = kernel[%s];"
                                        .formatted(i, Expr.name("k").plus(i)))
                                .collect(Collectors.joining("\n")))
                .with("start", start)
                .with("products", products)
                .with("value", pass.last() ? ActivationCode.of(conv.activation(), "s") : "s")
                .toString();
        String parameters = "int n, float[] kernel, int k, " + (biased ? "float b, " : "")
                + IntStream.range(0, terms).mapToObj(i -> "float[] t" + i).collect(Collectors.joining(", "));
        return Code.method(javadoc(pass, conv), TypeName.VOID, pass.name(), parameters, body);
    }

    private static String javadoc(Pass pass, Conv conv) {
        return (pass.first() ? "Starts the sum with " : "Adds to the sum ")
                + (pass.terms() == 1 ? "one weighted tap" : pass.terms() + " weighted taps")
                + (pass.last() && !conv.activation().isNone() ? " and applies the activation." : ".");
    }
}
