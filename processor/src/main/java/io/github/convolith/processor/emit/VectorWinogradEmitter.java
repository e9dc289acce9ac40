package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorWinograd;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Winograd's minimal filtering for vectors of channels. The last tile of a row or column overlaps the one before it where
 * tiles do not fill the plane, so that every tile is whole.
 */
final class VectorWinogradEmitter {
    /** Floats between the matrices of two elements beside what they hold, so that not all meet in one set of a cache. */
    private static final int GAP = 16;

    private final VectorWinograd plan;
    private final Conv conv;
    private final VectorLayout input;
    private final VectorLayout output;
    private final int inputs;
    private final int outputs;
    private final int tiles;
    private final VectorStore store;

    private VectorWinogradEmitter(VectorWinograd plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.input = plan.input();
        this.output = plan.output();
        this.inputs = plan.transform().inputs();
        this.outputs = plan.transform().outputs();
        this.tiles = plan.tileRows() * plan.tilesAcross();
        this.store = VectorStore.of(conv.activation(), plan.residual().isPresent(), outputs, this::collect);
    }

    static Kernel emit(VectorWinograd plan) {
        return new VectorWinogradEmitter(plan).kernel();
    }

    private int elements() {
        return inputs * inputs;
    }

    private int inputPitch() {
        return pitch(conv.in());
    }

    private int outputPitch() {
        return pitch(conv.out());
    }

    /** Room for the channels of a tile; not so much that tiles compete for the same lines of the cache. */
    private static int pitch(int channels) {
        int padded = VectorLayout.padded(channels);
        return padded % (4 * GAP) == 0 ? padded + GAP : padded;
    }

    private int inputStride() {
        return tiles * inputPitch() + GAP;
    }

    private int outputStride() {
        return tiles * outputPitch() + GAP;
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        VectorCode.addVectors(conv.out(), kernel);
        VectorCode.constant("VECTORS_IN", "(" + conv.in() + " + LANES - 1) / LANES", kernel);
        VectorCode.constant("STRIDE", conv.in() + " * LANES", kernel);
        VectorCode.addScratch(
                "lines", "A tile that is transformed along one axis.", elements() * VectorLayout.MOST_LANES, kernel);
        VectorCode.addScratch(
                "spread", "Transformed inputs: element, tile, channel.", elements() * inputStride(), kernel);
        VectorCode.addScratch(
                "products", "Transformed outputs: element, tile, channel.", elements() * outputStride(), kernel);
        kernel.prepare(Code.method(
                "Transforms the weights and packs them: the biases, then by element, vector and input.",
                ArrayTypeName.of(TypeName.FLOAT),
                "prepare",
                "float[] kernel, float[] bias",
                prepare(),
                Modifier.STATIC));
        kernel.method(Code.method(
                "Transforms a vector of channels of an input tile.",
                TypeName.VOID,
                "spread",
                "float[] x, int xFrom, int spreadTo",
                spread()));
        int vectors = plan.product().vectors();
        kernel.method(product(vectors));
        if (plan.hasRemainder()) {
            kernel.method(product(1));
        }
        kernel.method(Code.method(
                "Transforms a vector of channels of an output tile back.",
                TypeName.VOID,
                "collect",
                "int productsFrom, float[] weights, int channel, "
                        + (store.addsResidual() ? "float[] r, int rFrom, " : "") + "float[] y, int yTo",
                collect(store)));
        if (store.isApart()) {
            VectorLayout added = plan.residual().orElse(output);
            kernel.method(store.finish(
                    "finish",
                    List.of(new VectorStore.Axis("row", outputs, output.rowStride(), added.rowStride())),
                    new VectorStore.Axis("column", outputs, output.columnStride(), added.columnStride()),
                    List.of()));
        }
        boolean scalar = VectorCode.activation(conv.activation(), "v").isEmpty();
        if (scalar) {
            VectorCode.addScalarActivation(conv.activation(), output, kernel);
        }
        return kernel.execute(run() + (scalar ? "\nactivate(y, yOffset);" : ""));
    }

    private String run() {
        long begin = plan.conv().windows().get(0).padBegin(input.height()) * input.rowStride()
                + plan.conv().windows().get(1).padBegin(input.width()) * input.columnStride();
        String with = plan.residual()
                .map(layout -> "residual, residualOffset + top * %d + left * %d + v * LANES, "
                        .formatted(layout.rowStride(), layout.columnStride()))
                .orElse("");
        String to =
                "y, yOffset + top * %d + left * %d + v * LANES".formatted(output.rowStride(), output.columnStride());
        String collect = "collect(tile * %d + v * LANES, weights, v * LANES, %s%s);"
                .formatted(outputPitch(), store.addsResidual() ? with : "", to);
        String finish = store.isApart() ? "\nfinish(" + with + to + ");" : "";
        int vectors = plan.product().vectors();
        return Text.of("""
                        for (int first = 0; first < ${tilesDown}; first += ${tileRows}) {
                            for (int tile = 0; tile < ${tiles}; tile++) {
                                int top = ${top};
                                int left = ${left};
                                for (int v = 0; v < VECTORS_IN; v++) {
                                    spread(x, xOffset + top * ${inRow} + left * ${inColumn} + v * LANES - ${begin}, tile * ${inputPitch} + v * LANES);
                                }
                            }
                            for (int element = 0; element < ${elements}; element++) {
                                int v = 0;
                                int k = VECTORS * LANES + element * VECTORS * STRIDE;
                                for (; v <= VECTORS - ${vectors}; v += ${vectors}) {
                                    ${products}
                                }
                                ${rest}
                            }
                            for (int tile = 0; tile < ${tiles}; tile++) {
                                int top = ${top};
                                int left = ${left};
                                for (int v = 0; v < VECTORS; v++) {
                                    ${collect}
                                }
                            }
                        }""")
                .with("tilesDown", plan.tilesDown())
                .with("tileRows", plan.tileRows())
                .with("tiles", tiles)
                .with("top", origin("(first + tile / " + plan.tilesAcross() + ")", output.height()))
                .with("left", origin("tile % " + plan.tilesAcross(), output.width()))
                .with("inRow", input.rowStride())
                .with("inColumn", input.columnStride())
                .with("begin", begin)
                .with("inputPitch", inputPitch())
                .with("elements", elements())
                .with("vectors", vectors)
                .with("products", products(vectors))
                .with(
                        "rest",
                        plan.hasRemainder()
                                ? "for (; v < VECTORS; v++) {\n" + products(1).indent(4) + "}"
                                : "")
                .with("collect", collect + finish)
                .toString();
    }

    private String origin(String tile, int size) {
        String origin = tile + " * " + outputs;
        return size % outputs == 0 ? origin : "Math.min(" + origin + ", " + (size - outputs) + ")";
    }

    private String products(int vectors) {
        int columns = plan.product().columns();
        String at = tiles % columns == 0 ? "tile" : "Math.min(tile, " + (tiles - columns) + ")";
        return Text.of("""
                        for (int tile = 0; tile < ${tiles}; tile += ${columns}) {
                            int at = ${at};
                            multiply${vectors}(element * ${inputStride} + at * ${inputPitch}, weights, k + v * STRIDE, element * ${outputStride} + at * ${outputPitch} + v * LANES);
                        }""")
                .with("tiles", tiles)
                .with("columns", columns)
                .with("at", at)
                .with("vectors", vectors)
                .with("inputStride", inputStride())
                .with("inputPitch", inputPitch())
                .with("outputStride", outputStride())
                .with("outputPitch", outputPitch())
                .toString();
    }

    private String prepare() {
        return Text.of("""
                        double[][] g = {${matrix}};
                        float[] packed = new float[VECTORS * LANES + ${elements} * VECTORS * STRIDE];
                        System.arraycopy(bias, 0, packed, 0, ${out});
                        double[][] half = new double[${inputs}][3];
                        for (int channel = 0; channel < ${out}; channel++) {
                            for (int input = 0; input < ${in}; input++) {
                                int from = (channel * ${in} + input) * 9;
                                for (int i = 0; i < ${inputs}; i++) {
                                    for (int j = 0; j < 3; j++) {
                                        half[i][j] = g[i][0] * kernel[from + j] + g[i][1] * kernel[from + 3 + j] + g[i][2] * kernel[from + 6 + j];
                                    }
                                }
                                int at = VECTORS * LANES + channel / LANES * STRIDE + input * LANES + channel % LANES;
                                for (int i = 0; i < ${inputs}; i++) {
                                    for (int j = 0; j < ${inputs}; j++) {
                                        packed[at] = (float) (half[i][0] * g[j][0] + half[i][1] * g[j][1] + half[i][2] * g[j][2]);
                                        at += VECTORS * STRIDE;
                                    }
                                }
                            }
                        }
                        return packed;""")
                .with(
                        "matrix",
                        Arrays.stream(plan.transform().kernel())
                                .map(row -> Arrays.stream(row)
                                        .mapToObj(String::valueOf)
                                        .collect(Collectors.joining(", ", "{", "}")))
                                .collect(Collectors.joining(", ")))
                .with("elements", elements())
                .with("inputs", inputs)
                .with("in", conv.in())
                .with("out", conv.out())
                .toString();
    }

    private String loads(String name, String array, String from, String stride) {
        return IntStream.range(0, inputs)
                .mapToObj(i -> "FloatVector %s%d = FloatVector.fromArray(SPECIES, %s, %s);"
                        .formatted(name, i, array, from + (i == 0 ? "" : " + " + i + " * " + stride)))
                .collect(Collectors.joining("\n"));
    }

    private String[] spreadResults() {
        return outputs == 4
                ? new String[] {
                    "d0.fma(four, d2.fma(minusFive, d4))",
                    "a.add(b)",
                    "a.sub(b)",
                    "c.add(e)",
                    "c.sub(e)",
                    "d1.fma(four, d3.fma(minusFive, d5))"
                }
                : new String[] {"d0.sub(d2)", "d1.add(d2)", "d2.sub(d1)", "d1.sub(d3)"};
    }

    private String spreadParts() {
        return outputs == 4 ? """
                  FloatVector a = d2.fma(minusFour, d4);
                  FloatVector b = d1.fma(minusFour, d3);
                  FloatVector c = d4.sub(d2);
                  FloatVector e = d3.sub(d1);
                  e = e.add(e);""" : "";
    }

    private String spread() {
        StringJoiner down = new StringJoiner("\n");
        StringJoiner across = new StringJoiner("\n");
        String[] results = spreadResults();
        for (int i = 0; i < inputs; i++) {
            down.add(results[i] + ".intoArray(lines, at" + (i == 0 ? "" : " + " + i * inputs + " * LANES") + ");");
            across.add(results[i] + ".intoArray(spread, to" + (i == 0 ? "" : " + " + i * inputStride()) + ");");
        }
        return Text.of("""
                        ${constants}
                        int from = xFrom;
                        for (int at = 0; at < ${inputs} * LANES; at += LANES) {
                            ${columns}
                            ${parts}
                            ${down}
                            from += ${inColumn};
                        }
                        int to = spreadTo;
                        for (int at = 0; at < ${elements} * LANES; at += ${inputs} * LANES) {
                            ${rows}
                            ${parts}
                            ${across}
                            to += ${step};
                        }""")
                .with("constants", outputs == 4 ? """
                                  FloatVector four = FloatVector.broadcast(SPECIES, 4f);
                                  FloatVector minusFour = FloatVector.broadcast(SPECIES, -4f);
                                  FloatVector minusFive = FloatVector.broadcast(SPECIES, -5f);""" : "")
                .with("inputs", inputs)
                .with("elements", elements())
                .with("columns", loads("d", "x", "from", String.valueOf(input.rowStride())))
                .with("rows", loads("d", "lines", "at", "LANES"))
                .with("parts", spreadParts())
                .with("down", down)
                .with("across", across)
                .with("inColumn", input.columnStride())
                .with("step", inputs * inputStride())
                .toString();
    }

    private MethodSpec product(int vectors) {
        int columns = plan.product().columns();
        int unrolled = conv.in() % 4 == 0 && vectors * columns <= 16 ? 2 : 1;
        StringJoiner start = new StringJoiner("\n");
        StringJoiner turn = new StringJoiner("\n");
        StringJoiner store = new StringJoiner("\n");
        for (int tile = 0; tile < columns; tile++) {
            for (int v = 0; v < vectors; v++) {
                start.add("FloatVector %s = FloatVector.zero(SPECIES);".formatted(sum(v, tile)));
                store.add("%s.intoArray(products, to%s%s);"
                        .formatted(
                                sum(v, tile),
                                tile == 0 ? "" : " + " + tile * outputPitch(),
                                v == 0 ? "" : v == 1 ? " + LANES" : " + " + v + " * LANES"));
            }
        }
        for (int c = 0; c < unrolled; c++) {
            for (int v = 0; v < vectors; v++) {
                turn.add("%sw%d = FloatVector.fromArray(SPECIES, weights, k%s%s);"
                        .formatted(
                                c == 0 ? "FloatVector " : "",
                                v,
                                v == 0 ? "" : v == 1 ? " + STRIDE" : " + " + v + " * STRIDE",
                                c == 0 ? "" : " + LANES"));
            }
            for (int tile = 0; tile < columns; tile++) {
                int at = tile * inputPitch() + c;
                turn.add("%se = FloatVector.broadcast(SPECIES, spread[i%s]);"
                        .formatted(c + tile == 0 ? "FloatVector " : "", at == 0 ? "" : " + " + at));
                for (int v = 0; v < vectors; v++) {
                    turn.add("%1$s = e.fma(w%2$d, %1$s);".formatted(sum(v, tile), v));
                }
            }
        }
        turn.add("k += " + (unrolled == 1 ? "" : unrolled + " * ") + "LANES;");
        return Code.method(
                "Multiplies one element of %d tiles with the weights of %s of output channels."
                        .formatted(columns, vectors == 1 ? "a vector" : vectors + " vectors"),
                TypeName.VOID,
                "multiply" + vectors,
                "int from, float[] weights, int first, int to",
                Text.of("""
                        ${start}
                        int k = first;
                        for (int i = from; i < from + ${in}; i${step}) {
                            ${turn}
                        }
                        ${store}""")
                        .with("start", start)
                        .with("in", conv.in())
                        .with("step", unrolled == 1 ? "++" : " += " + unrolled)
                        .with("turn", turn)
                        .with("store", store)
                        .toString());
    }

    private static String sum(int vector, int tile) {
        return "s" + tile + (char) ('a' + vector);
    }

    private String collect(VectorStore way) {
        String parts = outputs == 4 ? """
                  FloatVector a = m1.add(m2);
                  FloatVector b = m1.sub(m2);
                  FloatVector c = m3.add(m4);
                  FloatVector e = m3.sub(m4);""" : "";
        String[] results = outputs == 4
                ? new String[] {"m0.add(a).add(c)", "e.fma(two, b)", "c.fma(four, a)", "e.fma(eight, b.add(m5))"}
                : new String[] {"m0.add(m1).add(m2)", "m1.sub(m2).sub(m3)"};
        StringJoiner down = new StringJoiner("\n");
        StringJoiner across = new StringJoiner("\n");
        for (int i = 0; i < outputs; i++) {
            down.add(results[i] + ".intoArray(lines, at" + (i == 0 ? "" : " + " + i * inputs + " * LANES") + ");");
            int column = i;
            String with = plan.residual()
                    .map(layout -> VectorStore.place("with", column * layout.columnStride()))
                    .orElse("");
            across.add("FloatVector y%d = %s;".formatted(i, results[i]));
            across.add(way.of("y" + i, i, with, VectorStore.place("to", i * output.columnStride())));
        }
        return VectorStore.sharingNumbers(Text.of("""
                        FloatVector bias = FloatVector.fromArray(SPECIES, weights, channel);
                        ${constants}
                        int from = productsFrom;
                        for (int at = 0; at < ${inputs} * LANES; at += LANES) {
                            ${columns}
                            ${parts}
                            ${down}
                            from += ${stride};
                        }
                        int to = yTo;
                        ${with}
                        for (int at = 0; at < ${outputs} * ${inputs} * LANES; at += ${inputs} * LANES) {
                            ${rows}
                            // Every result has this one as a summand, once.
                            m1 = m1.add(bias);
                            ${parts}
                            ${across}
                            to += ${outRow};
                            ${residual}
                        }""")
                .with("constants", outputs == 4 ? """
                                  FloatVector two = FloatVector.broadcast(SPECIES, 2f);
                                  FloatVector four = FloatVector.broadcast(SPECIES, 4f);
                                  FloatVector eight = FloatVector.broadcast(SPECIES, 8f);""" : "")
                .with("inputs", inputs)
                .with("outputs", outputs)
                .with("columns", loads("m", "products", "from", String.valueOf(inputs * outputStride())))
                .with("rows", loads("m", "lines", "at", "LANES"))
                .with("parts", parts)
                .with("down", down)
                .with("across", across)
                .with("stride", outputStride())
                .with("outRow", output.rowStride())
                .with("with", way.addsResidual() ? "int with = rFrom;" : "")
                .with(
                        "residual",
                        way.addsResidual()
                                ? "with += " + plan.residual().orElseThrow().rowStride() + ";"
                                : "")
                .toString());
    }
}
