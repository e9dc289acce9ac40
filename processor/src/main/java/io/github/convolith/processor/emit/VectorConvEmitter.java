package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorConv;
import io.github.convolith.processor.plan.VectorLayout;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tiles of sums in registers. Weights are packed in the order in which they are read: for each vector of output channels
 * the biases, then by kernel row, input channel and kernel column.
 */
final class VectorConvEmitter {
    private final VectorConv plan;
    private final Conv conv;
    private final Window rows;
    private final Window columns;
    private final VectorLayout input;
    private final VectorLayout output;
    private final int unrolled;
    private final VectorStore store;

    private VectorConvEmitter(VectorConv plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.rows = plan.rows();
        this.columns = plan.columns();
        this.input = plan.input();
        this.output = plan.output();
        this.unrolled = plan.channelsUnrolled();
        this.store = VectorStore.of(
                conv.activation(),
                plan.residual().isPresent(),
                plan.tile().columns(),
                way -> tile(plan.tile().vectors(), way));
    }

    static Kernel emit(VectorConv plan) {
        return new VectorConvEmitter(plan).kernel();
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        VectorCode.addVectors(conv.outPerGroup(), kernel);
        VectorCode.constant("STRIDE", (1 + conv.workPerOutput()) + " * LANES", kernel);
        kernel.prepare(VectorWeights.prepare(conv, plan.columnsUnrolled()));
        if (isShuffled()) {
            VectorCode.addInputs(input, kernel);
        } else if (loops().stream().filter(loop -> loop.count() > 1).count() > 1) {
            VectorCode.addOffsets(loops(), kernel);
        }
        int vectors = plan.tile().vectors();
        addTile(vectors, kernel);
        if (plan.hasRemainder()) {
            addTile(1, kernel);
        }
        boolean scalar = VectorCode.activation(conv.activation(), "v").isEmpty();
        if (scalar) {
            VectorCode.addScalarActivation(conv.activation(), output, kernel);
        }
        return kernel.execute(
                Loop.over("group", conv.groups(), this::group) + (scalar ? "\nactivate(y, yOffset);" : ""));
    }

    private boolean isShuffled() {
        return input.shuffle() > 1;
    }

    /** Loops over the vectors of output channels of a group. */
    private String group(Expr group) {
        int vectors = plan.tile().vectors();
        if (!plan.hasRemainder()) {
            return Text.of("""
                            for (int v = 0; v < VECTORS; v${step}) {
                                ${pixels}
                            }""")
                    .with("step", vectors == 1 ? "++" : " += " + vectors)
                    .with("pixels", pixels(group, vectors))
                    .toString();
        }
        return Text.of("""
                        int v = 0;
                        for (; v <= VECTORS - ${vectors}; v += ${vectors}) {
                            ${pixels}
                        }
                        for (; v < VECTORS; v++) {
                            ${rest}
                        }""")
                .with("vectors", vectors)
                .with("pixels", pixels(group, vectors))
                .with("rest", pixels(group, 1))
                .toString();
    }

    /** Loops over the tiles of the plane. */
    private String pixels(Expr group, int vectors) {
        int tileRows = plan.tile().rows();
        int tileColumns = plan.tile().columns();
        return tiles(
                "row",
                "top",
                tileRows,
                output.height(),
                top -> tiles("column", "left", tileColumns, output.width(), left -> call(group, vectors, top, left)));
    }

    /** A loop over tiles, of which the last overlaps the one before it where they do not fill the axis. */
    private static String tiles(String variable, String begin, int tile, int size, UnaryOperator<String> body) {
        if (tile == size) {
            return body.apply("0");
        }
        boolean fits = size % tile == 0;
        return Text.of("""
                        for (int ${v} = 0; ${v} < ${size}; ${v}${step}) {
                            ${begin}
                            ${body}
                        }""")
                .with("v", variable)
                .with("size", size)
                .with("step", tile == 1 ? "++" : " += " + tile)
                .with("begin", fits ? "" : "int %s = Math.min(%s, %d);".formatted(begin, variable, size - tile))
                .with("body", body.apply(fits ? variable : begin))
                .toString();
    }

    private String call(Expr group, int vectors, String top, String left) {
        long begin = rows.padBegin(input.height()) * input.rowStride()
                + columns.padBegin(input.width()) * input.columnStride();
        Expr from = at("xOffset", top, rows.stride() * input.rowStride(), left, columns.stride() * input.columnStride())
                .plus(isShuffled() ? Expr.ZERO : group.times((long) conv.inPerGroup() * input.channelStride()));
        Expr channel = group.times(conv.outPerGroup()).plus(Expr.name("v * LANES"));
        Expr to = at("yOffset", top, output.rowStride(), left, output.columnStride())
                .plus(channel);
        String with = plan.residual().isEmpty()
                ? ""
                : "residual, "
                        + at(
                                        "residualOffset",
                                        top,
                                        residual().rowStride(),
                                        left,
                                        residual().columnStride())
                                .plus(channel)
                        + ", ";
        String weights = conv.groups() == 1 ? "v * STRIDE" : "(" + group + " * VECTORS + v) * STRIDE";
        StringJoiner arguments = new StringJoiner(", ", "tile" + vectors + "(", ");");
        arguments.add("x, " + from + (begin == 0 ? "" : " - " + begin));
        arguments.add((store.addsResidual() ? with : "") + "y, " + to);
        arguments.add("weights, " + weights);
        if (isShuffled()) {
            arguments.add(group.times(conv.inPerGroup()).toString());
        }
        return store.isApart() ? arguments + "\nfinish%d(%sy, %s);".formatted(vectors, with, to) : arguments.toString();
    }

    private static Expr at(String base, String top, int rowStride, String left, int columnStride) {
        Expr at = Expr.name(base);
        if (!top.equals("0")) {
            at = at.plus(Expr.name(top).times(rowStride));
        }
        return left.equals("0") ? at : at.plus(Expr.name(left).times(columnStride));
    }

    /** The method for so many vectors of output channels and a tile of pixels. */
    private void addTile(int vectors, Kernel.Builder kernel) {
        int tileRows = plan.tile().rows();
        int tileColumns = plan.tile().columns();
        kernel.method(Code.procedure(
                "Computes %s of output channels for %d × %d pixels."
                        .formatted(vectors == 1 ? "a vector" : vectors + " vectors", tileRows, tileColumns),
                "tile" + vectors,
                "float[] x, int from, " + (store.addsResidual() ? "float[] r, int with, " : "")
                        + "float[] y, int to, float[] weights, int first" + (isShuffled() ? ", int input" : ""),
                tile(vectors, store)));
        if (store.isApart()) {
            VectorLayout added = plan.residual().orElse(output);
            kernel.method(store.finish(
                    "finish" + vectors,
                    List.of(new VectorStore.Axis("row", tileRows, output.rowStride(), added.rowStride())),
                    new VectorStore.Axis("column", tileColumns, output.columnStride(), added.columnStride()),
                    List.of(VectorStore.Axis.vectors(vectors))));
        }
    }

    private String tile(int vectors, VectorStore way) {
        return Text.of("""
                        ${biases}
                        ${start}
                        int k = first + LANES;
                        ${taps}
                        ${store}""")
                .with("biases", lines(vectors, v -> "FloatVector bias%d = %s;".formatted(v, weight("first", v, 0))))
                .with("start", sums(vectors, (v, p) -> "FloatVector %s = bias%d;".formatted(sum(v, p), v)))
                .with("taps", taps(vectors))
                .with("store", VectorStore.sharingNumbers(sums(vectors, (v, p) -> store(v, p, way))))
                .toString();
    }

    private VectorLayout residual() {
        return plan.residual().orElseThrow();
    }

    /** The loops around what is written out, outermost first. */
    private List<VectorCode.Turns> loops() {
        boolean written = plan.columnsUnrolled();
        return List.of(
                new VectorCode.Turns("row", rows.kernel(), rows.dilation() * input.rowStride()),
                new VectorCode.Turns(
                        "column", written ? 1 : columns.kernel(), columns.dilation() * input.columnStride()),
                new VectorCode.Turns("channel", conv.inPerGroup() / unrolled, unrolled * input.channelStride()));
    }

    private String taps(int vectors) {
        String turn = turn(vectors, plan.columnsUnrolled() ? columns.kernel() : 1);
        if (isShuffled()) {
            return Text.of("""
                            for (int channel = input; channel < input + ${inputs}; channel++) {
                                int i = from + INPUTS[channel];
                                ${turn}
                            }""")
                    .with("inputs", conv.inPerGroup())
                    .with("turn", turn.replace("${i}", "i"))
                    .toString();
        }
        List<VectorCode.Turns> loops =
                loops().stream().filter(loop -> loop.count() > 1).toList();
        if (loops.isEmpty()) {
            return turn.replace("${i}", "from");
        }
        if (loops.size() > 1) {
            return Text.of("""
                            for (int offset : OFFSETS) {
                                int i = from + offset;
                                ${turn}
                            }""").with("turn", turn.replace("${i}", "i")).toString();
        }
        VectorCode.Turns loop = loops.get(0);
        return Text.of("""
                        for (int i = from; i < from + ${end}; i${step}) {
                            ${turn}
                        }""")
                .with("end", loop.count() * loop.stride())
                .with("step", loop.stride() == 1 ? "++" : " += " + loop.stride())
                .with("turn", turn.replace("${i}", "i"))
                .toString();
    }

    /** One turn of the innermost loop: some input channels and the taps of a kernel row. */
    private String turn(int vectors, int taps) {
        StringJoiner lines = new StringJoiner("\n");
        int pixels = plan.tile().rows() * plan.tile().columns();
        boolean first = true;
        for (int channel = 0; channel < unrolled; channel++) {
            for (int tap = 0; tap < taps; tap++) {
                for (int v = 0; v < vectors; v++) {
                    lines.add((first ? "FloatVector " : "")
                            + "w%d = %s;".formatted(v, weight("k", v, channel * taps + tap)));
                }
                for (int p = 0; p < pixels; p++) {
                    int at = channel * input.channelStride()
                            + p / plan.tile().columns() * rows.stride() * input.rowStride()
                            + p % plan.tile().columns() * columns.stride() * input.columnStride()
                            + tap * columns.dilation() * input.columnStride();
                    lines.add((first && p == 0 ? "FloatVector " : "") + "e = FloatVector.broadcast(SPECIES, x[${i}"
                            + (at == 0 ? "" : " + " + at) + "]);");
                    for (int v = 0; v < vectors; v++) {
                        lines.add("%1$s = e.fma(w%2$d, %1$s);".formatted(sum(v, p), v));
                    }
                }
                first = false;
            }
        }
        lines.add("k += " + (unrolled * taps == 1 ? "" : unrolled * taps + " * ") + "LANES;");
        return lines.toString();
    }

    private static String weight(String from, int vector, int index) {
        StringJoiner at = new StringJoiner(" + ");
        at.add(from);
        if (vector > 0) {
            at.add((vector == 1 ? "" : vector + " * ") + "STRIDE");
        }
        if (index > 0) {
            at.add((index == 1 ? "" : index + " * ") + "LANES");
        }
        return "FloatVector.fromArray(SPECIES, weights, " + at + ")";
    }

    private String store(int vector, int pixel, VectorStore way) {
        int row = pixel / plan.tile().columns();
        int column = pixel % plan.tile().columns();
        String lanes = vector == 0 ? "" : vector == 1 ? " + LANES" : " + " + vector + " * LANES";
        String with = plan.residual()
                .map(layout ->
                        VectorStore.place("with", row * layout.rowStride() + column * layout.columnStride()) + lanes)
                .orElse("");
        String to = VectorStore.place("to", row * output.rowStride() + column * output.columnStride()) + lanes;
        return way.of(sum(vector, pixel), column, with, to);
    }

    private static String sum(int vector, int pixel) {
        return "s" + pixel + (char) ('a' + vector);
    }

    private interface Statement {
        String of(int vector, int pixel);
    }

    private String sums(int vectors, Statement statement) {
        return IntStream.range(0, plan.tile().rows() * plan.tile().columns())
                .boxed()
                .flatMap(p -> IntStream.range(0, vectors).mapToObj(v -> statement.of(v, p)))
                .collect(Collectors.joining("\n"));
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
    }
}
