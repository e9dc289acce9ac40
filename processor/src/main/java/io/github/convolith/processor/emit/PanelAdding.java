package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Conv;

/** The terms of some input channels, laid out in panels, added to the sums of all output channels of their group. */
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
        int terms = Math.toIntExact(count * conv.taps());
        int whole = conv.outPerGroup() / sums.planes();
        int rest = conv.outPerGroup() % sums.planes();
        String text = whole == 0
                ? ""
                : Loop.over("s", whole, s -> {
                    Expr weight = weight(group, s.times(sums.planes()), channel);
                    // Without a loop around it, a variable would be declared once for each block of channels.
                    return whole == 1
                            ? passes(s, sums.planes(), terms, weight)
                            : "int k = " + weight + ";\n" + passes(s, sums.planes(), terms, Expr.name("k"));
                });
        if (rest == 0) {
            return text;
        }
        Expr weight = weight(group, Expr.of((long) whole * sums.planes()), channel);
        return text + "\n" + passes(Expr.of(whole), rest, terms, weight);
    }

    private Expr weight(Expr group, Expr output, Expr channel) {
        return group.times(conv.outPerGroup())
                .plus(output)
                .times(conv.inPerGroup())
                .plus(channel)
                .times(conv.taps());
    }

    private String passes(Expr sumArray, int sumCount, int terms, Expr weight) {
        int whole = terms / taps.planes();
        int rest = terms % taps.planes();
        String text = "";
        if (whole >= LOOP_FROM) {
            text = Loop.over("p", whole, p -> pass(sumArray, sumCount, p, taps.planes(), weight));
        } else {
            for (int p = 0; p < whole; p++) {
                text += pass(sumArray, sumCount, Expr.of(p), taps.planes(), weight) + "\n";
            }
        }
        return rest == 0 ? text : text + "\n" + pass(sumArray, sumCount, Expr.of(whole), rest, weight);
    }

    private String pass(Expr sumArray, int sumCount, Expr panel, int terms, Expr weight) {
        return code.call(
                PanelSums.Role.ADD,
                sumCount,
                terms,
                "sums[" + sumArray + "]",
                "taps[" + panel + "]",
                positions.toString(),
                "kernel, " + weight.plus(panel.times(taps.planes())),
                "");
    }
}
