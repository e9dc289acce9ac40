package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Pooling over whole planes. Each tile is copied into a plane of padded rows, one plane for each phase of the stride
 * down the rows; planes are combined down the rows, the result along the rows as if that stride were 1, and of this
 * every so-manieth element is an output. Nearly everything are passes over contiguous arrays; the elements of the stride
 * along the rows are picked one by one, once each.
 */
final class PoolPlanes {
    /** Phases of the stride down the rows up to which each has code of its own. */
    private static final int MOST_PHASES = 4;

    /** Outputs of a row up to which those of a tile are picked from a list. */
    private static final int SHORT_ROW = 16;

    private final Pool op;
    private final PoolGeometry g;
    private final boolean isAverage;
    private final boolean isUniform;
    private final Kernel.Builder kernel = new Kernel.Builder();
    private final WindowReduction reduction;

    /** The channels of the tile at hand. */
    private final Expr channels;

    /** The output rows of the tile at hand. */
    private final Expr rows;

    /** The elements of a plane that are outputs, or lie between outputs. */
    private final Expr n;

    PoolPlanes(Pool op, Shape input, PoolGeometry geometry) {
        this.op = op;
        this.g = geometry;
        this.isAverage = op.kind() == Pool.Kind.AVERAGE;
        this.isUniform = countsAll(input);
        this.reduction = new WindowReduction(isAverage, Math.toIntExact(g.plane()), kernel);
        this.channels = g.tileChannels() > 1 ? Expr.name("channels") : Expr.ONE;
        this.rows = g.inStrips() ? Expr.name("rows") : Expr.of(g.outHeight());
        this.n = Expr.name("n");
    }

    private boolean countsAll(Shape input) {
        for (int axis = 0; axis < op.windows().size(); axis++) {
            if (!op.countsAll(axis, input.size(axis))) {
                return false;
            }
        }
        return true;
    }

    Kernel emit() {
        reduction.addScratch("plane", "Rows of a tile with their padding, and what they are combined to.");
        StringJoiner steps = new StringJoiner("\n");
        steps.add(length());
        steps.add(down());
        steps.add(reduction.reduce("plane", g.columns().kernel(), g.columns().dilation(), n.plus(-(long) g.reach())));
        steps.add(divide());
        steps.add(store());
        return kernel.execute(overTiles(steps.toString().replaceAll("\n{2,}", "\n")));
    }

    // Tiles.

    private String overTiles(String body) {
        String strips = g.inStrips()
                ? Text.of("""
                                for (int top = 0; top < ${outHeight}; top += ${tileRows}) {
                                    int rows = Math.min(${tileRows}, ${outHeight} - top);
                                    ${body}
                                }""")
                        .with("outHeight", g.outHeight())
                        .with("tileRows", g.tileRows())
                        .with("body", body)
                        .toString()
                : body;
        if (g.tileChannels() == 1) {
            return Loop.over("c", g.channels(), c -> strips);
        }
        return Text.of("""
                        for (int c = 0; c < ${all}; c += ${tile}) {
                            int channels = Math.min(${tile}, ${all} - c);
                            ${body}
                        }""")
                .with("all", g.channels())
                .with("tile", g.tileChannels())
                .with("body", strips)
                .toString();
    }

    private Expr channel() {
        return g.channels() > 1 ? Expr.name("c") : Expr.ZERO;
    }

    private Expr top() {
        return g.inStrips() ? Expr.name("top") : Expr.ZERO;
    }

    /** Where the tile's channel begins in the input. */
    private Expr from() {
        return Expr.name("xOffset").plus(channel().times((long) g.height() * g.width()));
    }

    /** The declaration of {@code n}; a field where it is always the same. */
    private String length() {
        if (g.tileChannels() > 1) {
            return "int n = %s;"
                    .formatted(
                            channels.times((long) g.channelRows() * g.pitch()).plus(-(long) g.overhang() * g.pitch()));
        }
        if (g.inStrips()) {
            return "int n = %s;".formatted(rows.times(g.pitch()));
        }
        kernel.field(FieldSpec.builder(TypeName.INT, "n", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", Code.opaque("Elements of a channel's plane that are outputs, or lie between."))
                .build());
        kernel.construct("n = %d;".formatted(g.planeRows(g.outHeight()) * g.pitch()));
        return "";
    }

    // Down the rows.

    private String down() {
        List<Phase> phases = Phase.of(g.rows());
        if (g.liesReady()) {
            String copy = "System.arraycopy(x, %s, plane, 0, %s);"
                    .formatted(from().plus(top().times(g.width())), n.plus((long) g.overhang() * g.pitch()));
            return copy + "\n" + reduce("plane", phases.get(0));
        }
        addGather();
        if (phases.size() > MOST_PHASES) {
            reduction.addScratch("other", "What one more kernel row meets.");
            Expr tap = Expr.name("tap");
            return gather(Expr.ZERO, rows, "plane") + "\n"
                    + Loop.from(
                            "tap",
                            1,
                            Expr.of(g.rows().kernel()),
                            1,
                            each -> gather(tap.times(g.rows().dilation()), rows, "other") + "\n"
                                    + reduction.combine("plane", "other", n));
        }
        StringJoiner statements = new StringJoiner("\n");
        for (Phase phase : phases) {
            boolean isFirst = phase.index() == 0;
            String plane = isFirst ? "plane" : "other";
            if (!isFirst) {
                reduction.addScratch("other", "Rows of another phase of the stride.");
            }
            statements.add(gather(Expr.of(phase.first()), rows.plus(phase.overhang()), plane));
            statements.add(reduce(plane, phase));
            if (!isFirst) {
                statements.add(reduction.combine("plane", "other", n));
            }
        }
        return statements.toString();
    }

    /** Combines the taps of a phase: they lie in one plane, some rows apart. */
    private String reduce(String plane, Phase phase) {
        List<Integer> taps = phase.taps();
        int apart = taps.size() > 1 ? phase.shift(taps.get(1)) - phase.shift(taps.get(0)) : 0;
        return reduction.reduce(plane, taps.size(), apart * g.pitch(), n);
    }

    private String gather(Expr first, Expr count, String plane) {
        Expr row = top().times(g.rows().stride()).plus(first).plus(-(long) g.padTop());
        StringJoiner arguments = new StringJoiner(", ", "gather(x, ", ");");
        arguments.add(from().toString());
        if (g.tileChannels() > 1) {
            arguments.add(channels.toString());
        }
        return arguments.add(row.toString()).add(count.toString()).add(plane).toString();
    }

    private void addGather() {
        boolean several = g.tileChannels() > 1;
        int behind = g.pitch() - g.padLeft() - copied();
        Expr inputRow = several ? Expr.name("c").times(g.height()).plus(Expr.name("row")) : Expr.name("row");
        String row = Text.of("""
                        ${before}
                        System.arraycopy(x, ${at}, plane, ${to}, ${copied});
                        ${behind}""")
                .with("before", fill(Expr.name("to"), g.padLeft()))
                .with("at", Expr.name("from").plus(inputRow.times(g.width())))
                .with("to", Expr.name("to").plus(g.padLeft()))
                .with("copied", copied())
                .with("behind", fill(Expr.name("to").plus((long) g.padLeft() + copied()), behind))
                .toString();
        String checked = reachesOut()
                ? Text.of("""
                                if (row < 0 || row >= ${height}) {
                                    ${fill}
                                } else {
                                    ${row}
                                }""")
                        .with("height", g.height())
                        .with("fill", fill(Expr.name("to"), g.pitch()))
                        .with("row", row)
                        .toString()
                : row;
        Expr planeRow = several ? Expr.name("c").times(g.channelRows()).plus(Expr.name("r")) : Expr.name("r");
        String loop = Text.of("""
                        for (int r = 0; r < rows; r++) {
                            int row = ${row};
                            int to = ${to};
                            ${body}
                        }""")
                .with(
                        "row",
                        Expr.name("first").plus(Expr.name("r").times(g.rows().stride())))
                .with("to", planeRow.times(g.pitch()))
                .with("body", checked)
                .toString();
        String apart = g.rows().stride() > 1 ? ", " + g.rows().stride() + " apart," : "";
        kernel.method(Code.procedure(
                "Copies input rows from {@code first} on" + apart + " with their padding.",
                "gather",
                "float[] x, int from, " + (several ? "int channels, " : "") + "int first, int rows, float[] plane",
                several ? Loop.over("c", Expr.name("channels"), c -> loop) : loop));
    }

    /** Elements of an input row that are seen. */
    private int copied() {
        return Math.min(g.width(), g.pitch() - g.padLeft());
    }

    /** Whether windows see rows above or below the input. */
    private boolean reachesOut() {
        long seen = (g.outHeight() - 1L) * g.rows().stride() + g.rows().span();
        return g.padTop() > 0 || seen > g.height();
    }

    /** Fills a few elements of a plane with padding. */
    private String fill(Expr from, int count) {
        if (count == 0) {
            return "";
        }
        return count == 1
                ? "plane[%s] = %s;".formatted(from, reduction.neutral())
                : "Arrays.fill(plane, %s, %s, %s);".formatted(from, from.plus(count), reduction.neutral());
    }

    // The mean.

    /** Divides sums, where that is not done while they are stored. */
    private String divide() {
        if (!isAverage || (isUniform && g.columns().stride() > 1)) {
            return "";
        }
        if (isUniform) {
            kernel.method(Code.procedure(
                    "Makes means of sums.",
                    "divide",
                    "float[] sum, int n",
                    Text.of("""
                                    for (int i = 0; i < n; i++) {
                                        sum[i] *= ${share};
                                    }""").with("share", share()).toString()));
            return "divide(plane, n);";
        }
        addShares();
        kernel.method(Code.procedure("Makes means of sums.", "divide", "float[] sum, float[] share, int n", """
                for (int i = 0; i < n; i++) {
                    sum[i] *= share[i];
                }"""));
        if (!g.inStrips()) {
            return "divide(plane, shares, n);";
        }
        reduction.addScratch("share", "The shares of a tile.");
        return "System.arraycopy(shares, %s, share, 0, n);\n".formatted(top().times(g.pitch()))
                + "divide(plane, share, n);";
    }

    /** What each element of a window adds to its mean, where all windows are whole. */
    private String share() {
        return "(1f / " + (long) g.rows().kernel() * g.columns().kernel() + "f)";
    }

    private void addShares() {
        long elements = g.inStrips() ? (long) g.outHeight() * g.pitch() : g.plane();
        Chunks.addScratch(
                "shares",
                "One over the elements that count, for every window" + (g.inStrips() ? "" : " of a tile") + ".",
                Math.toIntExact(elements),
                kernel);
        kernel.construct(Loop.over(
                "c",
                g.tileChannels(),
                c -> Loop.over(
                        "row",
                        g.outHeight(),
                        row -> Loop.over(
                                "column",
                                g.outWidth(),
                                column -> "shares[%s] = 1f / (%s * %s);"
                                        .formatted(
                                                c.times(g.channelRows())
                                                        .plus(row.times(g.rowStep()))
                                                        .times(g.pitch())
                                                        .plus(column.times(
                                                                g.columns().stride())),
                                                PoolShares.counted(op, g, true, row, kernel),
                                                PoolShares.counted(op, g, false, column, kernel))))));
    }

    // Out.

    private String store() {
        Expr to = Expr.name("yOffset")
                .plus(channel().times((long) g.outHeight() * g.outWidth()))
                .plus(top().times(g.outWidth()));
        int stride = g.columns().stride();
        if (g.isEven()) {
            if (stride == 1) {
                return "System.arraycopy(plane, 0, y, %s, n);".formatted(to);
            }
            kernel.method(Code.procedure(
                    "Copies n elements, " + stride + " apart" + (isAverage && isUniform ? ", as means." : "."),
                    "pick",
                    "float[] plane, float[] y, int to, int n",
                    Text.of("""
                                    for (int i = 0; i < n; i++) {
                                        y[to + i] = plane[${at}]${share};
                                    }""")
                            .with("at", Expr.name("i").times(stride))
                            .with("share", isAverage && isUniform ? " * " + share() : "")
                            .toString()));
            return "pick(plane, y, %s, %s);".formatted(to, n.over(stride));
        }
        if (stride > 1 && g.outWidth() <= SHORT_ROW) {
            return pickFromList(to);
        }
        String row = stride == 1
                ? "System.arraycopy(plane, at, y, target, %d);".formatted(g.outWidth())
                : Text.of("""
                                for (int column = 0; column < ${outWidth}; column++) {
                                    y[target + column] = plane[${at}]${share};
                                }""")
                        .with("outWidth", g.outWidth())
                        .with("at", Expr.name("at").plus(Expr.name("column").times(stride)))
                        .with("share", isAverage && isUniform ? " * " + share() : "")
                        .toString();
        boolean several = g.tileChannels() > 1;
        Expr inChannel = Expr.name("r").times(g.rowStep());
        Expr planeRow = several ? Expr.name("c").times(g.channelRows()).plus(inChannel) : inChannel;
        Expr outRow = several ? Expr.name("c").times(g.outHeight()).plus(Expr.name("r")) : Expr.name("r");
        String loop = Text.of("""
                        for (int r = 0; r < rows; r++) {
                            int at = ${at};
                            int target = ${target};
                            ${row}
                        }""")
                .with("at", planeRow.times(g.pitch()))
                .with("target", Expr.name("to").plus(outRow.times(g.outWidth())))
                .with("row", row)
                .toString();
        kernel.method(Code.procedure(
                "Copies outputs to their rows.",
                "store",
                "float[] plane, float[] y, int to, " + (several ? "int channels, " : "") + "int rows",
                several ? Loop.over("c", Expr.name("channels"), c -> loop) : loop));
        return "store(plane, y, %s, %s%s);".formatted(to, several ? "channels, " : "", rows);
    }

    /** Code that picks outputs which lie in rows so short that a loop over each would hardly begin. */
    private String pickFromList(Expr to) {
        int stride = g.columns().stride();
        int elements = g.tileChannels() * g.tileRows() * g.outWidth();
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.INT), "picks", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("Where the outputs of a tile lie in its plane.\n")
                .build());
        kernel.construct("picks = new int[%d];".formatted(elements));
        kernel.construct(Loop.over(
                "c",
                g.tileChannels(),
                c -> Loop.over(
                        "row",
                        g.tileRows(),
                        row -> Loop.over(
                                "column",
                                g.outWidth(),
                                column -> "picks[%s] = %s;"
                                        .formatted(
                                                c.times(g.tileRows())
                                                        .plus(row)
                                                        .times(g.outWidth())
                                                        .plus(column),
                                                c.times(g.channelRows())
                                                        .plus(row.times(g.rowStep()))
                                                        .times(g.pitch())
                                                        .plus(column.times(stride)))))));
        kernel.method(Code.procedure(
                "Copies n outputs" + (isAverage && isUniform ? ", as means." : "."),
                "pick",
                "float[] plane, int[] picks, float[] y, int to, int n",
                Text.of("""
                                for (int i = 0; i < n; i++) {
                                    y[to + i] = plane[picks[i]]${share};
                                }""")
                        .with("share", isAverage && isUniform ? " * " + share() : "")
                        .toString()));
        Expr count = channels.times(rows).times(g.outWidth());
        return "pick(plane, picks, y, %s, %s);".formatted(to, count);
    }
}
