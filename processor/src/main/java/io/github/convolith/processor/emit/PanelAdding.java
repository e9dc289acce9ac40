package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import java.util.StringJoiner;

/** The terms of some input channels, laid out in panels, added to the sums of the output channels that see them. */
final class PanelAdding {
    /** Loops over whole panels from which on they are written as one. */
    private static final int LOOP_FROM = 4;

    private final Conv conv;
    private final Panels taps;
    private final Panels sums;
    private final Expr positions;
    private final PanelSums code;

    PanelAdding(Conv conv, Panels taps, Panels sums, Expr positions, Kernel.Builder kernel) {
        this.conv = conv;
        this.taps = taps;
        this.sums = sums;
        this.positions = positions;
        int perOutput = Math.toIntExact(conv.workPerOutput());
        this.code = new PanelSums(sums, taps, perOutput, 1, kernel);
    }

    /** Statements that add the terms of so many channels, from one on that is counted within the group. */
    String add(Expr group, Expr channel, int count) {
        int whole = conv.outPerGroup() / sums.planes();
        int rest = conv.outPerGroup() % sums.planes();
        String text = whole == 0
                ? ""
                : Loop.over("s", whole, s -> {
                    Expr output = group.times(conv.outPerGroup()).plus(s.times(sums.planes()));
                    Some some = new Some("sums[" + s + "]", sums.planes(), count, false, Activation.NONE);
                    // Without a loop around it, a variable would be declared once for each block of channels.
                    return whole == 1
                            ? passes(some, weight(output, channel), output)
                            : "int k = " + weight(output, channel) + ";\n" + passes(some, Expr.name("k"), output);
                });
        if (rest == 0) {
            return text;
        }
        Expr output = group.times(conv.outPerGroup()).plus((long) whole * sums.planes());
        Some some = new Some("sums[" + whole + "]", rest, count, false, Activation.NONE);
        return text + "\n" + passes(some, weight(output, channel), output);
    }

    private Expr weight(Expr output, Expr channel) {
        return output.times(conv.inPerGroup()).plus(channel).times(conv.taps());
    }

    /**
     * Some sums and what is done to them.
     *
     * @param array the array they lie in
     * @param sums how many they are
     * @param channels input channels whose terms are added
     * @param starts whether this sets the sums, to the bias where there is one
     * @param finish what is applied to them at the end
     */
    record Some(String array, int sums, int channels, boolean starts, Activation finish) {}

    /**
     * Statements that add the terms of some sums.
     *
     * @param weight the index of the first weight
     * @param output the first output channel, whose bias the first sum starts from
     */
    String passes(Some some, Expr weight, Expr output) {
        int terms = Math.toIntExact(some.channels() * conv.taps());
        int count = (terms + taps.planes() - 1) / taps.planes();
        StringJoiner text = new StringJoiner("\n");
        int p = 0;
        while (p < count) {
            int width = Math.min(taps.planes(), terms - p * taps.planes());
            boolean first = some.starts() && p == 0;
            boolean last = p == count - 1 && !some.finish().isNone();
            PanelSums.Role role =
                    new PanelSums.Role(first, conv.bias() != BiasRule.NONE, last ? some.finish() : Activation.NONE);
            int alike =
                    first || last ? 1 : alike(p, count, terms, !some.finish().isNone());
            if (alike < LOOP_FROM) {
                text.add(pass(role, some, Expr.of(p), width, weight, output));
                p++;
            } else {
                Expr end = Expr.of((long) p + alike);
                text.add(Loop.from("p", p, end, 1, each -> pass(role, some, each, width, weight, output)));
                p += alike;
            }
        }
        return text.toString();
    }

    /** Passes from one on that take whole panels and do nothing but add. */
    private int alike(int from, int count, int terms, boolean finishes) {
        int end = finishes || terms % taps.planes() > 0 ? count - 1 : count;
        return Math.max(1, end - from);
    }

    private String pass(PanelSums.Role role, Some some, Expr panel, int terms, Expr weight, Expr output) {
        return code.call(
                role,
                some.sums(),
                terms,
                some.array(),
                "taps[" + panel + "]",
                positions.toString(),
                "kernel, " + weight.plus(panel.times(taps.planes())),
                "bias, " + output);
    }
}
