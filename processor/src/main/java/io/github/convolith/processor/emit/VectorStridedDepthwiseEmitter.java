package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorStridedDepthwise;
import io.github.convolith.processor.plan.VectorStridedDepthwise.Pair;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Some rows of one channel at a time, in three steps: pixels are multiplied and added up down the rows where they lie, what
 * became of neighbouring columns is added up, and every second sum is an output.
 */
final class VectorStridedDepthwiseEmitter {
    private final VectorStridedDepthwise plan;
    private final Conv conv;
    private final Window rows;
    private final List<Pair> pairs;
    private final int height;
    private final int width;
    private final int columns;

    /** Vectors of weights of a channel, the bias included. */
    private final int size;

    /** Whether the activation is applied where the sums are. */
    private final boolean activates;

    private VectorStridedDepthwiseEmitter(VectorStridedDepthwise plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.rows = plan.rowWindow();
        this.pairs = plan.pairs();
        this.height = plan.input().height();
        this.width = plan.input().width();
        this.columns = plan.columns();
        this.size = 1 + rows.kernel() * pairs.size();
        this.activates = VectorCode.activation(conv.activation(), "v").isPresent()
                && VectorOps.of(collect(true)).areInlined();
    }

    static Kernel emit(VectorStridedDepthwise plan) {
        return new VectorStridedDepthwiseEmitter(plan).kernel();
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        boolean copies = hasOddRows() || reachesOut();
        if (copies) {
            VectorCode.addScratch(
                    "block", "Input rows that some rows of the result see, with zeros outside.", block(), kernel);
        }
        VectorCode.addScratch(
                "wide",
                "What became of each column, by row of the result and pair of kernel columns, between zeros.",
                plan.lines() * plan.pitch(),
                kernel);
        VectorCode.addScratch(
                "sums", "Rows of the result with the columns in between.", plan.rows() * sumsPitch(), kernel);
        kernel.prepare(Code.method(
                "Packs the weights, for even and odd columns in turn: for each channel the bias, then by kernel row and pair.",
                ArrayTypeName.of(TypeName.FLOAT),
                "prepare",
                "float[] kernel, float[] bias",
                prepare(),
                Modifier.STATIC));
        if (copies) {
            kernel.method(Code.procedure(
                    "Copies input rows from {@code row} on; outside the input there are zeros.",
                    "copy",
                    "float[] x, int first, int row, float[] block",
                    copy()));
        }
        kernel.method(Code.procedure(
                "Multiplies the pixels that %d rows see, and adds them up column by column.".formatted(plan.rows()),
                "spread",
                "float[] x, int from, float[] wide, float[] weights, int first",
                spread()));
        kernel.method(Code.procedure(
                "Adds up the columns that an output sees.",
                "collect",
                "float[] wide, float[] sums, float[] weights, int first",
                collect(activates)));
        kernel.method(Code.procedure("Stores every second sum.", "pick", "float[] sums, float[] y, int to", pick()));
        if (!activates) {
            VectorCode.addScalarActivation(conv.activation(), plan.output(), kernel);
        }
        return kernel.execute(run());
    }

    /** So that the outputs of all rows lie two apart. */
    private int sumsPitch() {
        return 2 * plan.output().width();
    }

    private int block() {
        return plan.seenRows() * columns;
    }

    private int padTop() {
        return Math.toIntExact(rows.padBegin(height));
    }

    /** Whether rows have to be copied for an even number of columns. */
    private boolean hasOddRows() {
        return columns > width;
    }

    private boolean reachesOut() {
        return reachesAbove() || reachesBelow();
    }

    /** Whether rows of the result see rows above the input. */
    private boolean reachesAbove() {
        return padTop() > 0;
    }

    /** Whether rows of the result see rows below the input. */
    private boolean reachesBelow() {
        return (plan.output().height() - 1L) * rows.stride() + rows.span() - padTop() > height;
    }

    private String run() {
        int overhang = plan.output().height() - plan.rows();
        boolean fits = plan.output().height() % plan.rows() == 0;
        Expr top = fits ? Expr.name("row") : Expr.name("top");
        return Text.of("""
                        for (int channel = 0; channel < ${channels}; channel++) {
                            int in = xOffset + channel * ${inPlane};
                            for (int row = 0; row < ${height}; row += ${rows}) {
                                ${top}
                                ${spread}
                                collect(wide, sums, weights, channel * ${size} * LANES);
                                pick(sums, y, yOffset + channel * ${outPlane} + ${out});
                            }
                        }
                        ${activate}""")
                .with("channels", conv.out())
                .with("inPlane", plan.input().channelStride())
                .with("height", plan.output().height())
                .with("rows", plan.rows())
                .with("top", fits ? "" : "int top = Math.min(row, " + overhang + ");")
                .with("spread", callSpread(top.times(rows.stride()).plus(-(long) padTop())))
                .with("size", size)
                .with("outPlane", plan.output().channelStride())
                .with("out", top.times(plan.output().rowStride()))
                .with("activate", activates ? "" : "activate(y, yOffset);")
                .toString();
    }

    /** Rows are read where they lie if their number of columns is even, and if they lie inside the input. */
    private String callSpread(Expr first) {
        String there = "spread(x, in + %s, wide, weights, channel * %d * LANES);";
        String copied = Text.of("""
                        copy(x, in, ${first}, block);
                        spread(block, 0, wide, weights, channel * ${size} * LANES);""")
                .with("first", hasOddRows() ? first : Expr.name("seen"))
                .with("size", size)
                .toString();
        if (hasOddRows()) {
            return copied;
        }
        if (!reachesOut()) {
            return there.formatted(first.times(width), size);
        }
        return Text.of("""
                        int seen = ${first};
                        if (${inside}) {
                            ${there}
                        } else {
                            ${copied}
                        }""")
                .with("first", first)
                .with("inside", isInside())
                .with("there", there.formatted(Expr.name("seen").times(width), size))
                .with("copied", copied)
                .toString();
    }

    private String isInside() {
        String above = "seen >= 0";
        String below = "seen <= " + (height - plan.seenRows());
        return reachesAbove() && reachesBelow() ? above + " && " + below : reachesAbove() ? above : below;
    }

    private String prepare() {
        StringJoiner weights = new StringJoiner("\n");
        for (int pair = 0; pair < pairs.size(); pair++) {
            weights.add("packed[to + (1 + %s) * LANES + lane] = lane %% 2 == 0 ? %s : %s;"
                    .formatted(
                            Expr.name("row").times(pairs.size()).plus(pair),
                            weight(pairs.get(pair).even()),
                            weight(pairs.get(pair).odd())));
        }
        return Text.of("""
                        float[] packed = new float[${out} * ${size} * LANES];
                        for (int channel = 0; channel < ${out}; channel++) {
                            int to = channel * ${size} * LANES;
                            for (int lane = 0; lane < LANES; lane++) {
                                packed[to + lane] = bias[channel];
                                ${rows}
                            }
                        }
                        return packed;""")
                .with("out", conv.out())
                .with("size", size)
                .with(
                        "rows",
                        Text.of("""
                                        for (int row = 0; row < ${kernel}; row++) {
                                            int k = channel * ${taps} + row * ${columns};
                                            ${weights}
                                        }""")
                                .with("kernel", rows.kernel())
                                .with("taps", conv.taps())
                                .with("columns", plan.columnWindow().kernel())
                                .with("weights", weights)
                                .toString())
                .toString();
    }

    private static String weight(OptionalInt column) {
        return column.isPresent() ? "kernel[" + Expr.name("k").plus(column.getAsInt()) + "]" : "0f";
    }

    private String copy() {
        return Text.of("""
                        int begin = Math.min(${rows}, Math.max(0, -row));
                        int end = Math.max(begin, Math.min(${rows}, ${height} - row));
                        Arrays.fill(block, 0, begin * ${columns}, 0f);
                        ${copy}
                        Arrays.fill(block, end * ${columns}, ${size}, 0f);""")
                .with("rows", plan.seenRows())
                .with("height", height)
                .with("columns", columns)
                .with("copy", copyRows())
                .with("size", block())
                .toString();
    }

    private String copyRows() {
        if (hasOddRows()) {
            String copy =
                    "System.arraycopy(x, first + (row + r) * %d, block, r * %d, %d);".formatted(width, columns, width);
            return Loop.from("r", "begin", Expr.name("end"), 1, copy);
        }
        return Text.of("""
                        if (begin < end) {
                            System.arraycopy(x, first + (row + begin) * ${width}, block, begin * ${width}, (end - begin) * ${width});
                        }""").with("width", width).toString();
    }

    private String spread() {
        StringJoiner weights = new StringJoiner("\n");
        for (int w = 0; w < size - 1; w++) {
            weights.add("FloatVector w%d = FloatVector.fromArray(SPECIES, weights, first + %s);"
                    .formatted(w, w == 0 ? "LANES" : (w + 1) + " * LANES"));
        }
        StringJoiner store = new StringJoiner("\n");
        for (int line = 0; line < plan.lines(); line++) {
            store.add("s%d.intoArray(wide, %s);"
                    .formatted(line, Expr.name("left").plus((long) line * plan.pitch() + plan.lead())));
        }
        return Text.of("""
                        ${weights}
                        for (int column = 0; column < ${columns}; column += LANES) {
                            int left = Math.min(column, ${columns} - LANES);
                            int i = from + left;
                            ${products}
                            ${store}
                        }""")
                .with("weights", weights)
                .with("columns", columns)
                .with("products", products())
                .with("store", store)
                .toString();
    }

    /** Each row of the input is loaded once for all rows of the result. */
    private String products() {
        StringJoiner lines = new StringJoiner("\n");
        boolean[] begun = new boolean[plan.lines()];
        boolean first = true;
        for (int at = 0; at < plan.seenRows(); at++) {
            StringJoiner uses = new StringJoiner("\n");
            for (int row = 0; row < plan.rows(); row++) {
                int distance = at - row * rows.stride();
                if (distance < 0 || distance % rows.dilation() != 0 || distance / rows.dilation() >= rows.kernel()) {
                    continue;
                }
                for (int pair = 0; pair < pairs.size(); pair++) {
                    int line = row * pairs.size() + pair;
                    int weight = distance / rows.dilation() * pairs.size() + pair;
                    uses.add((begun[line] ? "s%1$d = e.fma(w%2$d, s%1$d);" : "FloatVector s%1$d = e.mul(w%2$d);")
                            .formatted(line, weight));
                    begun[line] = true;
                }
            }
            if (uses.length() > 0) {
                lines.add("%se = FloatVector.fromArray(SPECIES, x, %s);"
                        .formatted(first ? "FloatVector " : "", Expr.name("i").plus((long) at * columns)));
                lines.add(uses.toString());
                first = false;
            }
        }
        return lines.toString();
    }

    private String collect(boolean activated) {
        StringJoiner rowsOfSums = new StringJoiner("\n");
        for (int row = 0; row < plan.rows(); row++) {
            StringJoiner terms = new StringJoiner("");
            for (int pair = 0; pair < pairs.size(); pair++) {
                Pair seen = pairs.get(pair);
                long line = (long) (row * pairs.size() + pair) * plan.pitch() + plan.lead() + 2L * seen.shift();
                if (seen.even().isPresent()) {
                    terms.add(term(terms.length() == 0, line));
                }
                if (seen.odd().isPresent()) {
                    terms.add(term(terms.length() == 0, line + 1));
                }
            }
            String sum = "s" + row;
            String value =
                    activated ? VectorCode.activation(conv.activation(), sum).orElse(sum) : sum;
            rowsOfSums.add("FloatVector %s = %s.add(bias);".formatted(sum, terms));
            rowsOfSums.add(
                    "%s.intoArray(sums, %s);".formatted(value, Expr.name("left").plus((long) row * sumsPitch())));
        }
        return Text.of("""
                        FloatVector bias = FloatVector.fromArray(SPECIES, weights, first);
                        for (int column = 0; column < ${wide}; column += LANES) {
                            int left = Math.min(column, ${wide} - LANES);
                            ${rows}
                        }""").with("wide", plan.wide()).with("rows", rowsOfSums).toString();
    }

    private static String term(boolean isFirst, long at) {
        String load = "FloatVector.fromArray(SPECIES, wide, %s)"
                .formatted(Expr.name("left").plus(at));
        return isFirst ? load : "\n        .add(" + load + ")";
    }

    private String pick() {
        return Text.of("""
                        for (int i = 0; i < ${n}; i++) {
                            y[to + i] = sums[2 * i];
                        }""").with("n", plan.rows() * plan.output().width()).toString();
    }
}
