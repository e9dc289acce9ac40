package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The taps of one axis that meet the same phase of a stride: elements {@code first, first + stride, …} of the padded
 * axis. At stride 1 there is a single phase with all taps.
 *
 * @param index number of the phase
 * @param first the first element that any tap meets
 * @param taps the taps, in order
 */
record Phase(int index, int first, List<Integer> taps, Window window) {
    /** Neighbouring taps with equal distances from which on they are written as a loop. */
    private static final int LOOP_FROM = 4;

    /** The phases of a window that have taps at all. */
    static List<Phase> of(Window window) {
        List<Integer> offsets = IntStream.range(0, window.kernel())
                .map(tap -> Math.floorMod((long) tap * window.dilation(), window.stride()))
                .distinct()
                .boxed()
                .toList();
        List<Phase> phases = new ArrayList<>();
        for (int offset : offsets) {
            List<Integer> taps = IntStream.range(0, window.kernel())
                    .filter(tap -> Math.floorMod((long) tap * window.dilation(), window.stride()) == offset)
                    .boxed()
                    .toList();
            phases.add(new Phase(phases.size(), taps.get(0) * window.dilation(), taps, window));
        }
        return phases;
    }

    /** By how many elements of the phase a tap lies behind the first. */
    int shift(int tap) {
        return (tap * window.dilation() - first) / window.stride();
    }

    /** Elements of the phase needed beyond one per output. */
    int overhang() {
        return shift(taps.get(taps.size() - 1));
    }

    /** All taps of the phase. */
    List<Run> runs(String variable) {
        return runs(variable, 0);
    }

    /** The taps behind the first one. */
    List<Run> shifted(String variable) {
        return runs(variable, 1);
    }

    private List<Run> runs(String variable, int from) {
        int count = taps.size() - from;
        if (count >= LOOP_FROM) {
            return List.of(new Run(this, variable, from, count));
        }
        return IntStream.range(from, taps.size())
                .mapToObj(index -> new Run(this, variable, index, 1))
                .toList();
    }

    /**
     * Some taps of a phase, as a loop where they are many. They lie at equal distances.
     *
     * @param variable the loop variable, which runs over the taps
     * @param from index of the first among the taps of the phase
     * @param count how many there are
     */
    record Run(Phase phase, String variable, int from, int count) {
        private int first() {
            return phase.taps().get(from);
        }

        private int step() {
            return phase.taps().get(from + 1) - first();
        }

        /** The tap that the loop stands at. */
        Expr tap() {
            return count == 1 ? Expr.of(first()) : Expr.name(variable);
        }

        /** By how much that tap is shifted. */
        Expr shift() {
            if (count == 1) {
                return Expr.of(phase.shift(first()));
            }
            int each = phase.shift(first() + step()) - phase.shift(first());
            return Expr.name(variable)
                    .plus(-(long) phase.taps().get(0))
                    .over(step())
                    .times(each);
        }

        /** Puts the loop around a statement. */
        String around(String statement) {
            if (count == 1) {
                return statement;
            }
            return Text.of("""
                            for (int ${v} = ${from}; ${v} <= ${to}; ${v}${step}) {
                                ${statement}
                            }""")
                    .with("v", variable)
                    .with("from", first())
                    .with("to", first() + (count - 1) * step())
                    .with("step", step() == 1 ? "++" : " += " + step())
                    .with("statement", statement)
                    .toString();
        }
    }
}
