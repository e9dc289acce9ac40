package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.PaddedPlanes;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorPlaneConv;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Vectors of neighbouring pixels, each multiplied with one weight spread over a vector. The last vector of a row overlaps
 * the one before it where vectors do not fill the row.
 */
final class VectorPlaneConvEmitter {
    private final VectorPlaneConv plan;
    private final Conv conv;
    private final Window rows;
    private final Window columns;
    private final VectorLayout input;
    private final VectorLayout output;
    private final VectorStore store;

    private VectorPlaneConvEmitter(VectorPlaneConv plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.rows = plan.rowWindow();
        this.columns = plan.columnWindow();
        this.input = plan.input();
        this.output = plan.output();
        this.store = VectorStore.of(conv.activation(), false, plan.columns(), this::tile);
    }

    static Kernel emit(VectorPlaneConv plan) {
        return new VectorPlaneConvEmitter(plan).kernel();
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        kernel.prepare(Code.method(
                "Packs the weights, for each block of output channels: the biases, then by input channel and tap those of all.",
                ArrayTypeName.of(TypeName.FLOAT),
                "prepare",
                "float[] kernel, float[] bias",
                Text.of("""
                                float[] packed = new float[${blocks} * ${size}];
                                for (int block = 0; block < ${blocks}; block++) {
                                    int first = ${first};
                                    for (int channel = 0; channel < ${channels}; channel++) {
                                        int at = block * ${size} + channel;
                                        packed[at] = bias[first + channel];
                                        for (int tap = 0; tap < ${taps}; tap++) {
                                            at += ${channels};
                                            packed[at] = kernel[(first + channel) * ${taps} + tap];
                                        }
                                    }
                                }
                                return packed;""")
                        .with("blocks", plan.blocks())
                        .with("size", blockSize())
                        .with("first", firstChannel())
                        .with("channels", plan.channels())
                        .with("taps", conv.workPerOutput())
                        .toString(),
                Modifier.STATIC));
        if (turns() > 1) {
            VectorCode.addOffsets(loops(), kernel);
        }
        kernel.method(Code.procedure(
                "Computes a tile: so many output channels, rows and vectors of pixels: %d, %d, %d."
                        .formatted(plan.channels(), plan.rows(), plan.columns()),
                "tile",
                "float[] x, int from, float[] y, int to, float[] weights, int k",
                tile(store)));
        if (store.isApart()) {
            kernel.method(store.finish(
                    "finish",
                    List.of(
                            axis("channel", plan.channels(), Expr.of(output.channelStride())),
                            axis("row", plan.rows(), Expr.of(output.rowStride()))),
                    axis("column", plan.columns(), Expr.name("LANES")),
                    List.of()));
        }
        plan.copy().ifPresent(copy -> addCopy(copy, kernel));
        boolean scalar = VectorCode.activation(conv.activation(), "v").isEmpty();
        if (scalar) {
            VectorCode.addScalarActivation(conv.activation(), output, kernel);
        }
        int overhang = output.height() - plan.rows();
        boolean fits = output.height() % plan.rows() == 0;
        return kernel.execute(Text.of("""
                        ${copy}
                        for (int row = 0; row < ${height}; row += ${rows}) {
                            int top = ${top};
                            for (int column = 0; column < ${width}; column += ${lanes}) {
                                int left = Math.min(column, ${width} - ${lanes});
                                ${tiles}
                            }
                        }
                        ${activate}""")
                .with("copy", plan.copy().isPresent() ? "copy(x, xOffset, planes);" : "")
                .with("height", output.height())
                .with("rows", plan.rows())
                .with("top", fits ? "row" : "Math.min(row, " + overhang + ")")
                .with("width", output.width())
                .with("lanes", lanes(plan.columns()))
                .with("tiles", tiles())
                .with("activate", scalar ? "activate(y, yOffset);" : "")
                .toString());
    }

    private static VectorStore.Axis axis(String name, int count, Expr step) {
        return new VectorStore.Axis(name, count, step, Expr.ZERO);
    }

    /** The calls for the tiles of all output channels at one place. */
    private String tiles() {
        long begin = rows.padBegin(input.height()) * input.rowStride() + columns.padBegin(input.width());
        String from = plan.copy()
                .map(copy -> "planes, top * %d + left".formatted(rows.stride() * copy.rowStride()))
                .orElseGet(
                        () -> "x, xOffset + top * %d + left - %d".formatted(rows.stride() * input.rowStride(), begin));
        String to = "yOffset + top * %d + left".formatted(output.rowStride());
        if (plan.blocks() == 1) {
            return "tile(%s, y, %s, weights, 0);".formatted(from, to)
                    + (store.isApart() ? "\nfinish(y, " + to + ");" : "");
        }
        return Text.of("""
                        for (int block = 0; block < ${blocks}; block++) {
                            int first = ${first};
                            tile(${from}, y, ${to} + first * ${plane}, weights, block * ${size});
                            ${finish}
                        }""")
                .with("blocks", plan.blocks())
                .with("first", firstChannel())
                .with("from", from)
                .with("to", to)
                .with("plane", output.channelStride())
                .with("size", blockSize())
                .with(
                        "finish",
                        store.isApart() ? "finish(y, %s + first * %d);".formatted(to, output.channelStride()) : "")
                .toString();
    }

    private static String lanes(int count) {
        return count == 1 ? "LANES" : count + " * LANES";
    }

    /** How far behind the first pixel a vector lies. */
    private static String behind(int distance, int vectors) {
        return (distance == 0 ? "" : " + " + distance) + (vectors == 0 ? "" : " + " + lanes(vectors));
    }

    /** Weights of a block of output channels, with the biases. */
    private int blockSize() {
        return Math.toIntExact(plan.channels() * (1 + conv.workPerOutput()));
    }

    private String firstChannel() {
        return plan.blocks() == 1
                ? "0"
                : conv.out() % plan.channels() == 0
                        ? "block * " + plan.channels()
                        : "Math.min(block * %d, %d)".formatted(plan.channels(), conv.out() - plan.channels());
    }

    /** How far rows of what is read lie apart. */
    private int rowStride() {
        return plan.copy().map(PaddedPlanes::rowStride).orElse(input.rowStride());
    }

    private void addCopy(PaddedPlanes copy, Kernel.Builder kernel) {
        VectorCode.addScratch(
                "planes",
                "The input with the zeros around it, by channel and phase of the stride.",
                copy.elements(),
                kernel);
        int begin = Math.toIntExact(columns.padBegin(input.width()));
        StringJoiner phases = new StringJoiner("\n");
        for (int phase = 0; phase < copy.phases(); phase++) {
            // The first column of the input that is of this phase.
            int first = Math.floorMod(phase - begin, copy.phases());
            int count = (input.width() - first + copy.phases() - 1) / copy.phases();
            if (count > 0) {
                phases.add(phase(copy, first, copy.place(begin + first), count));
            }
        }
        String rows = Loop.over(
                "channel",
                conv.in(),
                channel -> Loop.over(
                        "row",
                        input.height(),
                        row -> Text.of("""
                        int from = ${from};
                        int to = ${to};
                        ${phases}""")
                                .with(
                                        "from",
                                        Expr.name("first")
                                                .plus(channel.times(input.channelStride()))
                                                .plus(row.times(input.rowStride())))
                                .with(
                                        "to",
                                        channel.times(copy.channelStride())
                                                .plus(row.times(copy.rowStride()))
                                                .plus(this.rows.padBegin(input.height()) * copy.rowStride()))
                                .with("phases", phases)
                                .toString()));
        kernel.method(Code.procedure(
                "Copies the input into the zeros.", "copy", "float[] x, int first, float[] planes", rows));
    }

    private static String phase(PaddedPlanes copy, int from, int to, int count) {
        if (copy.phases() == 1) {
            return "System.arraycopy(x, from%s, planes, to%s, %d);".formatted(behind(from, 0), behind(to, 0), count);
        }
        return Text.of("""
                        for (int column = 0; column < ${count}; column++) {
                            planes[to${to} + column] = x[from${from} + ${phases} * column];
                        }""")
                .with("count", count)
                .with("to", behind(to, 0))
                .with("from", behind(from, 0))
                .with("phases", copy.phases())
                .toString();
    }

    private List<VectorCode.Turns> loops() {
        return List.of(
                new VectorCode.Turns(
                        "channel",
                        conv.inPerGroup(),
                        plan.copy().map(PaddedPlanes::channelStride).orElse(input.channelStride())),
                new VectorCode.Turns("row", rows.kernel(), rows.dilation() * rowStride()));
    }

    private int turns() {
        return conv.inPerGroup() * rows.kernel();
    }

    private String tile(VectorStore way) {
        StringJoiner start = new StringJoiner("\n");
        StringJoiner stores = new StringJoiner("\n");
        for (int channel = 0; channel < plan.channels(); channel++) {
            String bias = "FloatVector.broadcast(SPECIES, weights[k%s])".formatted(behind(channel, 0));
            for (int row = 0; row < plan.rows(); row++) {
                for (int column = 0; column < plan.columns(); column++) {
                    String sum = sum(row, column, channel);
                    start.add("FloatVector %s = %s;".formatted(sum, bias));
                    int at = channel * output.channelStride() + row * output.rowStride();
                    stores.add(way.of(sum, column, "", "to" + behind(at, column)));
                }
            }
        }
        String taps = turns() == 1
                ? turn("from")
                : Text.of("""
                                for (int offset : OFFSETS) {
                                    int i = from + offset;
                                    ${turn}
                                    at += ${step};
                                }""")
                        .with("turn", turn("i"))
                        .with("step", columns.kernel() * plan.channels())
                        .toString();
        return Text.of("""
                        ${start}
                        int at = k + ${first};
                        ${taps}
                        ${store}""")
                .with("start", start)
                .with("first", plan.channels())
                .with("taps", taps)
                .with("store", VectorStore.sharingNumbers(stores.toString()))
                .toString();
    }

    /** The taps of a kernel row. */
    private String turn(String from) {
        StringJoiner lines = new StringJoiner("\n");
        for (int tap = 0; tap < columns.kernel(); tap++) {
            for (int row = 0; row < plan.rows(); row++) {
                for (int column = 0; column < plan.columns(); column++) {
                    int along = tap * columns.dilation();
                    int distance = row * rows.stride() * rowStride()
                            + plan.copy().map(copy -> copy.place(along)).orElse(along);
                    lines.add((tap == 0 ? "FloatVector " : "")
                            + "e%d = FloatVector.fromArray(SPECIES, x, %s%s);"
                                    .formatted(pixels(row, column), from, behind(distance, column)));
                }
            }
            for (int channel = 0; channel < plan.channels(); channel++) {
                lines.add((tap + channel == 0 ? "FloatVector " : "")
                        + "w = FloatVector.broadcast(SPECIES, weights[at%s]);"
                                .formatted(behind(tap * plan.channels() + channel, 0)));
                for (int row = 0; row < plan.rows(); row++) {
                    for (int column = 0; column < plan.columns(); column++) {
                        lines.add(
                                "%1$s = w.fma(e%2$d, %1$s);".formatted(sum(row, column, channel), pixels(row, column)));
                    }
                }
            }
        }
        return lines.toString();
    }

    private int pixels(int row, int column) {
        return row * plan.columns() + column;
    }

    private String sum(int row, int column, int channel) {
        return "s" + pixels(row, column) + (char) ('a' + channel);
    }
}
