package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.emit.OutputPhases.Range;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvProblem;
import io.github.convolith.processor.plan.TapPasses;
import io.github.convolith.processor.plan.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * The output taken apart by the phases of the stride on both axes. Each pair of phases is a correlation of stride 1 with
 * a part of the kernel, and all of them meet the same shifted planes of the input: an input channel is laid out once,
 * its planes are added to one sum for each phase of each output channel, and a finished sum is dealt out to every
 * stride-th element of every stride-th row.
 */
final class ConvTransposeEmitter implements OpEmitter<ConvTranspose> {
    private static final ArrayTypeName ROWS = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    /** Sums that are kept at once: with the fewest positions of a tile they fill half of a second-level cache. */
    private static final int MOST_SUMS = 512;

    /** Planes of all channels that are laid out side by side: with a whole tile each they fill a first-level cache. */
    private static final int MOST_PLANES = 10;

    @Override
    public Kernel emit(ConvTranspose op, List<Shape> inputs) {
        return new Writer(op, inputs.get(0)).kernel();
    }

    /**
     * Pairs of phases with equally many taps.
     *
     * @param firstWeight where their weights begin among those of a pair of channels
     */
    private record Pairs(Range rows, Range columns, int firstWeight) {
        int taps() {
            return rows.taps() * columns.taps();
        }

        int weights() {
            return taps() * rows.count() * columns.count();
        }
    }

    private static final class Writer {
        private final Kernel.Builder kernel = new Kernel.Builder();
        private final ConvTranspose op;
        private final Shape output;
        private final OutputPhases rows;
        private final OutputPhases columns;
        private final List<Pairs> classes = new ArrayList<>();
        private final int taps;
        private final int phases;

        /** Output channels whose sums are kept at once. */
        private final int outputs;

        /** Input channels laid out side by side. */
        private final int slots;

        private final Geometry geometry;
        private final TileLoop tile;
        private final TapLayout layout;
        private final TapSums sums;

        Writer(ConvTranspose op, Shape input) {
            this.op = op;
            this.output = op.output(List.of(input));
            int last = op.windows().size() - 1;
            rows = last == 0 ? OutputPhases.POINT : OutputPhases.of(op.windows().get(0), input.size(0));
            columns = OutputPhases.of(op.windows().get(last), input.size(last));
            int weights = 0;
            for (Range down : rows.ranges()) {
                for (Range across : columns.ranges()) {
                    Pairs pairs = new Pairs(down, across, weights);
                    classes.add(pairs);
                    weights += pairs.weights();
                }
            }
            taps = weights;
            phases = rows.phases() * columns.phases();
            int blocks = Math.max(1, (int) Math.ceil((double) op.outPerGroup() * phases / MOST_SUMS));
            outputs = Math.max(1, (op.outPerGroup() + blocks - 1) / blocks);
            slots = slots();
            geometry = geometry(input, last == 0);
            tile = TileLoop.over(geometry, Tile.positions(outputs * phases), kernel);
            layout = new TapLayout(geometry, tile, slots, 0, kernel);
            sums = new TapSums(kernel);
        }

        /** The correlation that all phases are part of. */
        private Geometry geometry(Shape input, boolean isSignal) {
            List<Window> windows = isSignal ? List.of(columns.slid()) : List.of(rows.slid(), columns.slid());
            Conv slid = new Conv(
                    op.in(), op.out(), op.groups(), windows, false, op.bias(), op.activation(), Optional.empty());
            return Geometry.of(new ConvProblem(slid, Optional.of(input)));
        }

        /** As many channels as make the fewest passes over the sums. */
        private int slots() {
            int planes = rows.slid().kernel() * columns.slid().kernel();
            int most = Math.max(1, Math.min(op.inPerGroup(), Math.min(TapPasses.MOST_TERMS, MOST_PLANES / planes)));
            int best = 1;
            for (int count = 2; count <= most; count++) {
                if (passes(count) * best < passes(best) * count) {
                    best = count;
                }
            }
            return best;
        }

        private long passes(int channels) {
            return classes.stream()
                    .mapToLong(pairs -> (long) pairs.rows().count()
                            * pairs.columns().count()
                            * TapPasses.split(channels * pairs.taps()).size())
                    .sum();
        }

        Kernel kernel() {
            addSums();
            if (phases > 1) {
                kernel.prepare(prepare());
            }
            addStore();
            String all = tile.around(Loop.over("group", op.groups(), this::group));
            return kernel.execute(
                    rows.hasGaps() || columns.hasGaps() ? Loop.over("o", op.out(), this::fill) + "\n" + all : all);
        }

        private void addSums() {
            kernel.field(FieldSpec.builder(ROWS, "sums", Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc(
                            "The sums of each output channel$L.\n", phases == 1 ? "" : ", one a phase of the output")
                    .build());
            kernel.construct("sums = new float[%d][%s];".formatted(outputs * phases, tile.capacity()));
            kernel.field(FieldSpec.builder(ArrayTypeName.of(ROWS), "met", Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("What the taps of each phase of the output meet.\n")
                    .build());
            kernel.construct("met = new float[%d][][];".formatted(phases));
            for (Pairs pairs : classes) {
                kernel.construct(eachPhase(
                        pairs,
                        (row, column) -> Text.of("""
                                met[${phase}] = new float[${terms}][];
                                ${each}""")
                                .with("phase", phase(row, column))
                                .with("terms", slots * pairs.taps())
                                .with(
                                        "each",
                                        eachTap(
                                                pairs,
                                                (r, s) -> Loop.over(
                                                        "slot",
                                                        slots,
                                                        slot -> "met[%s][%s] = taps[%s];"
                                                                .formatted(
                                                                        phase(row, column),
                                                                        term(pairs, slot, r, s),
                                                                        plane(pairs, row, column, r, s)
                                                                                .plus(slot.times(layout.taps()))))))
                                .toString()));
            }
        }

        /** Which of the terms of a phase a tap of a channel is. */
        private static Expr term(Pairs pairs, Expr slot, Expr r, Expr s) {
            return slot.times(pairs.taps())
                    .plus(r.times(pairs.columns().taps()))
                    .plus(s);
        }

        /** Which plane of a channel a tap of a phase meets. */
        private Expr plane(Pairs pairs, Expr row, Expr column, Expr r, Expr s) {
            return rows.slidTap(pairs.rows(), row, r)
                    .times(columns.slid().kernel())
                    .plus(columns.slidTap(pairs.columns(), column, s));
        }

        /** Where the weights of a phase begin, among those that so many pairs of channels have. */
        private static Expr firstWeight(Pairs pairs, Expr row, Expr column, Expr channels) {
            return row.plus(-(long) pairs.rows().first())
                    .times(pairs.columns().count())
                    .plus(column)
                    .plus(-(long) pairs.columns().first())
                    .times(pairs.taps())
                    .plus(pairs.firstWeight())
                    .times(channels);
        }

        /** Two expressions make statements. */
        private interface Pair {
            String of(Expr row, Expr column);
        }

        /** Statements for every pair of phases of a class. */
        private static String eachPhase(Pairs pairs, Pair body) {
            return range("row", pairs.rows(), row -> range("column", pairs.columns(), column -> body.of(row, column)));
        }

        private static String range(String variable, Range range, Function<Expr, String> body) {
            return range.count() == 1
                    ? body.apply(Expr.of(range.first()))
                    : Loop.from(variable, range.first(), Expr.of((long) range.first() + range.count()), 1, body);
        }

        private static String eachTap(Pairs pairs, Pair body) {
            return Loop.over(
                    "r",
                    pairs.rows().taps(),
                    r -> Loop.over("s", pairs.columns().taps(), s -> body.of(r, s)));
        }

        private Expr phase(Expr row, Expr column) {
            return row.times(columns.phases()).plus(column);
        }

        // Weights.

        /** The method that orders the weights as they are added: block by block of channels, phase by phase. */
        private MethodSpec prepare() {
            StringJoiner moves = new StringJoiner("\n");
            for (Pairs pairs : classes) {
                moves.add(eachPhase(
                        pairs,
                        (row, column) -> eachTap(pairs, (r, s) -> {
                            Expr target = Expr.name("to")
                                    .plus(firstWeight(pairs, row, column, Expr.name("count")))
                                    .plus(term(pairs, Expr.name("(i - first)"), r, s));
                            Expr tap = rows.kernelTap(pairs.rows(), row, r)
                                    .times(columns.window().kernel())
                                    .plus(columns.kernelTap(pairs.columns(), column, s));
                            return "ordered[%s] = kernel[%s];"
                                    .formatted(target, Expr.name("from").plus(tap));
                        })));
            }
            return Code.method(
                    "Orders the weights by phase.",
                    ArrayTypeName.of(TypeName.FLOAT),
                    "prepare",
                    "float[] kernel",
                    Text.of("""
                                    float[] ordered = new float[kernel.length];
                                    for (int o = 0; o < ${outputs}; o++) {
                                        for (int i = 0; i < ${inputs}; i++) {
                                            int first = i / ${slots} * ${slots};
                                            int count = Math.min(${slots}, ${inputs} - first);
                                            int to = (o * ${inputs} + first) * ${taps};
                                            int from = (o * ${inputs} + i) * ${taps};
                                            ${moves}
                                        }
                                    }
                                    return ordered;""")
                            .with("outputs", op.out())
                            .with("inputs", op.inPerGroup())
                            .with("slots", slots)
                            .with("taps", taps)
                            .with("moves", moves)
                            .toString(),
                    Modifier.STATIC);
        }

        // Sums.

        private String group(Expr group) {
            int all = op.outPerGroup();
            Expr firstOfGroup = group.times(all);
            return outputs >= all
                    ? block(group, firstOfGroup, Expr.of(all))
                    : Text.of("""
                                    for (int block = 0; block < ${all}; block += ${outputs}) {
                                        int outputs = Math.min(${outputs}, ${all} - block);
                                        ${body}
                                    }""")
                            .with("all", all)
                            .with("outputs", outputs)
                            .with("body", block(group, firstOfGroup.plus(Expr.name("block")), Expr.name("outputs")))
                            .toString();
        }

        /** Statements for so many output channels. */
        private String block(Expr group, Expr first, Expr count) {
            return Text.of("""
                            ${start}
                            ${add}
                            ${store}""")
                    .with("start", start(first, count))
                    .with(
                            "add",
                            new ChannelBlocks(op.inPerGroup(), slots)
                                    .each((channel, channels) -> ChannelBlocks.layOut(
                                                    layout,
                                                    group.times(op.inPerGroup()).plus(channel),
                                                    channels,
                                                    geometry)
                                            + "\n"
                                            + Loop.over("o", count, o -> add(first, o, channel, channels))))
                    .with("store", Loop.over("o", count, o -> store(first.plus(o), o)))
                    .toString();
        }

        private String start(Expr first, Expr count) {
            return Loop.over(
                    "p",
                    count.times(phases),
                    p -> "Arrays.fill(sums[%s], 0, %s, %s);"
                            .formatted(p, tile.positions(), bias(first.plus(p.over(phases)))));
        }

        private String bias(Expr output) {
            return op.bias() == BiasRule.NONE ? "0f" : "bias[" + output + "]";
        }

        /** Adds the terms of so many channels to all sums of an output channel. */
        private String add(Expr first, Expr output, Expr channel, int channels) {
            Expr weights =
                    first.plus(output).times(op.inPerGroup()).plus(channel).times(taps);
            StringJoiner text = new StringJoiner("\n");
            for (Pairs pairs : classes) {
                text.add(eachPhase(pairs, (row, column) -> {
                    Expr from = weights.plus(firstWeight(pairs, row, column, Expr.of(channels)));
                    Expr phase = phase(row, column);
                    return sums.add(
                            "sums[" + output.times(phases).plus(phase) + "]",
                            tile.positions(),
                            TapSums.Terms.consecutive("kernel", from, "met[" + phase + "]", Expr.ZERO),
                            channels * pairs.taps());
                }));
            }
            return text.toString();
        }

        // Results.

        /** Statements that set an output channel to what its elements are that no tap reaches. */
        private String fill(Expr output) {
            Expr from = Expr.name("yOffset").plus(output.times(output(0)));
            return "float b = %s;\nArrays.fill(y, %s, %s, %s);"
                    .formatted(bias(output), from, from.plus(output(0)), ActivationCode.of(op.activation(), "b"));
        }

        /** Elements of the output behind each element of an axis. */
        private int output(int axis) {
            return IntStream.range(axis, output.sizes().size())
                    .map(output::size)
                    .reduce(1, Math::multiplyExact);
        }

        private String store(Expr output, Expr sum) {
            Expr to = Expr.name("yOffset").plus(output.times(output(0)));
            return Loop.over(
                    "row",
                    rows.phases(),
                    row -> Loop.over("column", columns.phases(), column -> {
                        String array = "sums[" + sum.times(phases).plus(phase(row, column)) + "]";
                        StringJoiner arguments = new StringJoiner(", ", "store(", ");");
                        arguments.add(array).add("y").add(to.toString());
                        if (geometry.twoDimensional()) {
                            arguments.add(firstRow(row).toString());
                            arguments.add(tile.rows().toString());
                        }
                        arguments.add(firstColumn(column).toString());
                        if (!geometry.twoDimensional()) {
                            arguments.add(tile.positions().toString());
                        }
                        String activate = StoreCode.activateInPlace(op.activation(), array, tile.positions(), kernel);
                        return activate.isEmpty() ? arguments.toString() : activate + "\n" + arguments;
                    }));
        }

        private Expr firstRow(Expr phase) {
            return rows.firstOutput(phase).plus(tile.top().times(rows.window().stride()));
        }

        private Expr firstColumn(Expr phase) {
            return columns.firstOutput(phase)
                    .plus(tile.left().times(columns.window().stride()));
        }

        private void addStore() {
            int stride = columns.window().stride();
            boolean isImage = geometry.twoDimensional();
            String points = isImage ? String.valueOf(columns.points()) : "points";
            String range = Text.of("""
                            int begin = Math.max(0, ${begin});
                            int end = Math.min(${points}, ${end});""")
                    .with(
                            "begin",
                            Expr.of(stride - 1L).minus(Expr.name("column")).over(stride))
                    .with(
                            "end",
                            Expr.of((long) columns.output() + stride - 1)
                                    .minus(Expr.name("column"))
                                    .over(stride))
                    .with("points", points)
                    .toString();
            String body = isImage
                    ? Text.of("""
                                    ${range}
                                    for (int r = 0; r < rows; r++) {
                                        int outRow = ${row};
                                        if (outRow >= 0 && outRow < ${height}) {
                                            int at = to + outRow * ${width} + column;
                                            ${copy}
                                        }
                                    }""")
                            .with("range", range)
                            .with(
                                    "row",
                                    Expr.name("row")
                                            .plus(Expr.name("r")
                                                    .times(rows.window().stride())))
                            .with("height", rows.output())
                            .with("width", columns.output())
                            .with("copy", copy(Expr.name("r").times(columns.points())))
                            .toString()
                    : range + "\nint at = to + column;\n" + copy(Expr.ZERO);
            kernel.method(Code.procedure(
                    "Deals a sum out to where its phase lies, from " + (isImage ? "row and column" : "column")
                            + " on; what lies outside of the output is left out.",
                    "store",
                    "float[] sum, float[] y, int to, "
                            + (isImage ? "int row, int rows, int column" : "int column, int points"),
                    body));
        }

        /** Statements for one row, whose sums begin at an index. */
        private String copy(Expr from) {
            int stride = columns.window().stride();
            Expr i = Expr.name("i");
            return stride == 1
                    ? Text.of("""
                                    if (begin < end) {
                                        System.arraycopy(sum, ${from}, y, at + begin, end - begin);
                                    }""").with("from", from.plus(Expr.name("begin"))).toString()
                    : Text.of("""
                                    for (int i = begin; i < end; i++) {
                                        y[${to}] = sum[${from}];
                                    }""")
                            .with("to", Expr.name("at").plus(i.times(stride)))
                            .with("from", from.plus(i))
                            .toString();
        }
    }
}
