package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.SumTile;
import java.util.Optional;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Rows of weights, one element per output channel, added up for a few output positions at once. A pointwise layer reads
 * what they are multiplied with straight from its input; any other one lays its input out by taps first.
 */
final class ChannelPanels {
    private static final ArrayTypeName PANELS = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    private final Kernel.Builder kernel;
    private final Geometry geometry;
    private final Conv conv;
    private final TileLoop tile;
    private final int taps;
    private final SumTile loop;

    /** Input channels whose terms are added together. */
    private final ChannelBlocks blocks;

    /** Sums of a single position, each over some of the blocks of channels; one where there are several positions. */
    private final int parts;

    /** The rows of weights: those of a channel or of a block of channels in arrays of their own. */
    private final Panels rows;

    private final Panels sums;
    private final Optional<TapLayout> layout;
    private final PanelSums adding;

    /** Whether it can write a layer: sizes have to be known, and small enough. */
    static boolean takes(Geometry geometry, TileLoop tile) {
        return geometry.isFixed() && tile.isShort() && geometry.conv().outPerGroup() <= Character.MAX_VALUE;
    }

    ChannelPanels(Geometry geometry, TileLoop tile, Kernel.Builder kernel) {
        this.kernel = kernel;
        this.geometry = geometry;
        this.tile = tile;
        conv = geometry.conv();
        taps = Math.toIntExact(conv.taps());
        int positions = tile.capacity().value();
        loop = SumTile.ofPositions(conv, positions);
        blocks = new ChannelBlocks(conv.inPerGroup(), loop.channels(conv));
        int arrays = blocks.block() > 1 ? conv.groups() * blocks.count() : conv.in() * panelsPerChannel();
        rows = Panels.of("kernel", arrays * loop.terms(), loop.terms(), conv.outPerGroup(), 1);
        parts = positions == 1 ? parts() : 1;
        sums = positions == 1
                ? Panels.of("sums", parts, 1, conv.outPerGroup(), 1)
                : Panels.of("sums", positions, loop.sums(), conv.outPerGroup(), 1);
        boolean readsInput = !geometry.twoDimensional() && geometry.columns().isPoint() && tile.isWhole();
        layout = readsInput
                ? Optional.empty()
                : Optional.of(new TapLayout(geometry, tile, blocks.block(), loop.terms(), kernel));
        int perTerm = layout.map(each -> each.panels().pitch())
                .orElseGet(() -> geometry.inPlane().value());
        adding = new PanelSums(sums, rows, 1, perTerm, kernel);
    }

    /** A long sum of a single position is added up in parts, about as many as there are passes in each. */
    private int parts() {
        int passes = blocks.block() > 1 ? blocks.count() : blocks.count() * panelsPerChannel();
        int wanted = Math.min(blocks.count(), (int) Math.sqrt(passes));
        int each = (blocks.count() + wanted - 1) / wanted;
        return (blocks.count() + each - 1) / each;
    }

    private int panelsPerChannel() {
        return (taps + loop.terms() - 1) / loop.terms();
    }

    Kernel kernel() {
        kernel.field(FieldSpec.builder(PANELS, "sums", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("The sums of the output positions of the tile, each with one element per output channel.\n")
                .build());
        kernel.field(FieldSpec.builder(TypeName.INT, "channels", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", Code.opaque("Output channels of a group."))
                .build());
        kernel.construct("channels = %d;".formatted(conv.outPerGroup()));
        kernel.construct("sums = " + sums.allocation(Expr.of(conv.outPerGroup())) + ";");
        kernel.prepare(prepare());
        return kernel.execute(tile.around(Loop.over("group", conv.groups(), this::group)));
    }

    private String group(Expr group) {
        return Text.of("""
                        ${start}
                        ${add}
                        ${total}
                        ${store}""")
                .with("start", Loop.over("p", parts > 1 ? Expr.of(parts) : tile.positions(), this::start))
                .with("add", blocks.each((channel, count) -> add(group, channel, count)))
                .with("total", total())
                .with("store", store(group))
                .toString();
    }

    /** Statements that add up the parts of a sum. */
    private String total() {
        if (parts == 1) {
            return "";
        }
        kernel.method(Code.procedure("Adds a part of the sums.", "addPart", "float[] sums, float[] part, int n", """
                for (int i = 0; i < n; i++) {
                    sums[i] += part[i];
                }"""));
        return Loop.from("p", 1, Expr.of(parts), 1, p -> "addPart(sums[0], sums[" + p + "], channels);");
    }

    private String start(Expr position) {
        Panels.Place place = sums.plane(position);
        return "Arrays.fill(%s, %s, %s, 0f);"
                .formatted(place.array(), place.at(), place.at().plus(Expr.name("channels")));
    }

    /** Adds the terms of so many channels, counted within the group, to the sums of every position. */
    private String add(Expr group, Expr channel, int count) {
        Expr input = group.times(conv.inPerGroup()).plus(channel);
        String layOut = layout.map(each -> ChannelBlocks.layOut(each, input, count, geometry))
                .orElse("");
        return Text.of("""
                        ${layOut}
                        ${positions}""")
                .with("layOut", layOut)
                .with("positions", positions((position, sumCount) -> passes(group, channel, count, position, sumCount)))
                .toString();
    }

    /** What is done for a few positions, given the first. */
    private interface Some {
        String code(Expr position, int count);
    }

    /** Statements for all positions of the tile, a few at a time. */
    private String positions(Some body) {
        if (layout.isPresent()) {
            // What follows the last position is room in the panels, whose sums nobody reads.
            Expr arrays = count().plus(sums.planes() - 1L).over(sums.planes());
            return Loop.over("q", arrays, q -> body.code(q.times(sums.planes()), sums.planes()));
        }
        int count = count().value();
        int whole = count / sums.planes();
        StringJoiner text = new StringJoiner("\n");
        if (whole > 0) {
            text.add(Loop.over("q", whole, q -> body.code(q.times(sums.planes()), sums.planes())));
        }
        if (count % sums.planes() > 0) {
            text.add(body.code(Expr.of((long) whole * sums.planes()), count % sums.planes()));
        }
        return text.toString();
    }

    /** Positions of the tile, as a number where it is known. */
    private Expr count() {
        return tile.isWhole() ? tile.capacity() : tile.positions();
    }

    private String passes(Expr group, Expr channel, int channels, Expr position, int sumCount) {
        int terms = channels * taps;
        int whole = terms / loop.terms();
        StringJoiner text = new StringJoiner("\n");
        if (whole > 0) {
            text.add(Loop.over("b", whole, b -> pass(group, channel, b, position, sumCount, loop.terms())));
        }
        if (terms % loop.terms() > 0) {
            text.add(pass(group, channel, Expr.of(whole), position, sumCount, terms % loop.terms()));
        }
        return text.toString();
    }

    private String pass(Expr group, Expr channel, Expr panel, Expr position, int sumCount, int terms) {
        Expr row = blocks.block() > 1
                ? group.times(blocks.count()).plus(channel.over(blocks.block()))
                : group.times(conv.inPerGroup())
                        .plus(channel)
                        .times(panelsPerChannel())
                        .plus(panel);
        Expr input = group.times(conv.inPerGroup()).plus(channel);
        String numbers = layout.isPresent()
                ? "taps[" + panel + "], " + position
                : "x, "
                        + Expr.name("xOffset")
                                .plus(input.times(geometry.inPlane()))
                                .plus(position);
        int blocksPerPart = (blocks.count() + parts - 1) / parts;
        String array = parts > 1
                ? "sums[" + channel.over(blocks.block() * blocksPerPart) + "]"
                : "sums[" + position.over(sums.planes()) + "]";
        return adding.call(PanelSums.Role.ADD, sumCount, terms, array, "kernel[" + row + "]", "channels", numbers, "");
    }

    /** Takes the sums of a few positions at once to their places, which are neighbours in each output channel. */
    private String store(Expr group) {
        if (!tile.isWhole()) {
            return Loop.over("p", tile.positions(), p -> store(group, p, 1));
        }
        int count = tile.capacity().value();
        int whole = count / sums.planes();
        StringJoiner text = new StringJoiner("\n");
        if (whole > 0) {
            text.add(Loop.over("q", whole, q -> store(group, q.times(sums.planes()), sums.planes())));
        }
        if (count % sums.planes() > 0) {
            text.add(store(group, Expr.of((long) whole * sums.planes()), count % sums.planes()));
        }
        return text.toString();
    }

    private String store(Expr group, Expr position, int count) {
        kernel.method(storeMethod(count));
        Expr place = group.times(conv.outPerGroup())
                .times(geometry.outPlane())
                .plus(tile.start())
                .plus(position);
        Panels.Place sum = sums.plane(position);
        return "store%d(%s, %s, y, %s%s%s);"
                .formatted(
                        count,
                        sum.array(),
                        sum.at(),
                        Expr.name("yOffset").plus(place),
                        isBiased() ? ", bias, " + group.times(conv.outPerGroup()) : "",
                        conv.residual()
                                ? ", residual, " + Expr.name("residualOffset").plus(place)
                                : "");
    }

    private boolean isBiased() {
        return conv.bias() != BiasRule.NONE;
    }

    private MethodSpec storeMethod(int count) {
        // The bias comes last: added first, it would make every sum on the way larger, and its rounding coarser.
        String bias = isBiased() ? " + bias[" + Expr.name("b").plus(Expr.name("o")) + "]" : "";
        StringJoiner stores = new StringJoiner("\n");
        for (int sum = 0; sum < count; sum++) {
            Expr place = Expr.name("o").times(geometry.outPlane()).plus(sum);
            String residual =
                    conv.residual() ? " + residual[" + Expr.name("from").plus(place) + "]" : "";
            stores.add("float v%d = sums[%s]%s%s;"
                    .formatted(
                            sum, Expr.name("at").plus(Expr.name("o")).plus((long) sum * sums.pitch()), residual, bias));
            stores.add("y[%s] = %s;"
                    .formatted(Expr.name("to").plus(place), ActivationCode.of(conv.activation(), "v" + sum)));
        }
        return Code.method(
                "Takes the sums of " + (count == 1 ? "a position" : count + " positions") + " to their places"
                        + (conv.activation().isNone() ? "." : " and applies " + conv.activation() + "."),
                TypeName.VOID,
                "store" + count,
                "float[] sums, int at, float[] y, int to"
                        + (isBiased() ? ", float[] bias, int b" : "")
                        + (conv.residual() ? ", float[] residual, int from" : ""),
                Loop.over("o", conv.outPerGroup(), o -> stores.toString()),
                Modifier.STATIC);
    }

    /** The kernel turned round: rows of one element per output channel of the group, in panels. */
    private MethodSpec prepare() {
        String copies = Loop.over("i", conv.in(), i -> Loop.over("t", taps, t -> copyOfRow(i, t)));
        return Code.method(
                "Turns the kernel round: a row per input channel and tap, with an element per output channel.",
                PANELS,
                "prepare",
                "float[] kernel",
                Text.of("""
                                float[][] rows = ${allocation};
                                ${copies}
                                return rows;""")
                        .with("allocation", rows.allocation(Expr.of(conv.outPerGroup())))
                        .with("copies", copies)
                        .toString(),
                Modifier.STATIC);
    }

    private String copyOfRow(Expr channel, Expr tap) {
        Expr group = conv.groups() == 1 ? Expr.ZERO : channel.over(conv.inPerGroup());
        Expr inGroup = conv.groups() == 1 ? channel : channel.modulo(conv.inPerGroup());
        Expr panel = channel.times(panelsPerChannel()).plus(tap.over(loop.terms()));
        Expr row = tap.modulo(loop.terms());
        if (blocks.block() > 1) {
            panel = group.times(blocks.count()).plus(inGroup.over(blocks.block()));
            row = inGroup.modulo(blocks.block()).times(taps).plus(tap);
        }
        Expr weight = group.times(conv.outPerGroup())
                .plus(Expr.name("o"))
                .times(conv.inPerGroup())
                .plus(inGroup)
                .times(taps)
                .plus(tap);
        Expr at = row.times(rows.pitch());
        return Text.of("""
                        float[] panel = rows[${panel}];
                        ${at}
                        for (int o = 0; o < ${outputs}; o++) {
                            panel[${place}] = kernel[${weight}];
                        }""")
                .with("panel", panel)
                .with("at", at.isSimple() ? "" : "int at = " + at + ";")
                .with("outputs", conv.outPerGroup())
                .with("place", (at.isSimple() ? at : Expr.name("at")).plus(Expr.name("o")))
                .with("weight", weight)
                .toString();
    }
}
