package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis of the output of a transposed convolution, taken apart by the stride. The outputs of a phase lie a stride
 * apart, and each of them meets the same few taps, which lie on neighbouring input elements: a phase is a correlation of
 * stride 1 with a part of the kernel.
 *
 * <p>All phases are computed over one grid, whose points lie a stride apart in the output. It begins at {@code first},
 * counted in strides before padding is taken away, and has {@code points} points. Tap {@code k} of phase {@code p} meets
 * the input {@code k·dilation / stride} elements before the point.
 *
 * @param window kernel, stride and dilation
 * @param size elements of the input
 * @param output elements of the output
 * @param padBegin elements taken away at the beginning
 */
record OutputPhases(Window window, int size, int output, int padBegin) {
    /** An axis that is not there. */
    static final OutputPhases POINT = new OutputPhases(Window.POINT, 1, 1, 0);

    static OutputPhases of(TransposedWindow transposed, int size) {
        return new OutputPhases(
                transposed.window(),
                size,
                Math.toIntExact(transposed.output(size)),
                Math.toIntExact(transposed.padBegin(size)));
    }

    /**
     * Phases that have the same number of taps.
     *
     * @param first the first of them
     * @param count how many there are
     * @param taps taps of each
     */
    record Range(int first, int count, int taps) {}

    /** The ranges of phases with taps, in order; those with more of them come first. */
    List<Range> ranges() {
        int most = window.kernel() % step();
        int taps = window.kernel() / step();
        List<Range> ranges = new ArrayList<>();
        if (most > 0) {
            ranges.add(new Range(0, most, taps + 1));
        }
        if (taps > 0) {
            ranges.add(new Range(most, step() - most, taps));
        }
        return ranges;
    }

    /** Phases that have taps, numbered by the first tap of each. */
    int phases() {
        return Math.min(window.kernel(), step());
    }

    /** Whether there are outputs that no tap ever reaches. */
    boolean hasGaps() {
        return phases() < window.stride();
    }

    /** From one tap of a phase to the next. */
    int step() {
        int common = BigInteger.valueOf(window.stride())
                .gcd(BigInteger.valueOf(window.dilation()))
                .intValue();
        return window.stride() / common;
    }

    /** The output that a phase has at the first point of the grid; it may lie before or behind the output. */
    Expr firstOutput(Expr phase) {
        Expr offset = phase.times(window.dilation());
        boolean wraps = (phases() - 1L) * window.dilation() >= window.stride();
        return (wraps ? offset.modulo(window.stride()) : offset).plus((long) first() * window.stride() - padBegin);
    }

    /** The input elements that a point may meet at most, from the first to the last. */
    private int reach() {
        return (int) ((long) (window.kernel() - 1) * window.dilation() / window.stride()) + 1;
    }

    /** The grid begins where the output does, or further in front: what taps meet is input behind some padding. */
    private int first() {
        return Math.min(padBegin / window.stride(), reach() - 1);
    }

    private int last() {
        return Math.max((output - 1 + padBegin) / window.stride(), size - 1);
    }

    /** Points of the grid. */
    int points() {
        return last() - first() + 1;
    }

    /** What slides over the input: as many taps as there are distances between a point and an input that it meets. */
    Window slid() {
        Padding padding = new Padding.Explicit(reach() - 1 - first(), last() - (size - 1));
        int distance = distance();
        return new Window((reach() - 1) / distance + 1, 1, distance, padding);
    }

    /** Between neighbouring taps of {@link #slid}. */
    private int distance() {
        return window.dilation() % window.stride() == 0 ? window.dilation() / window.stride() : 1;
    }

    /** The tap of {@link #slid} that a tap of a phase is. Taps are counted as a correlation meets them. */
    Expr slidTap(Range range, Expr phase, Expr tap) {
        int apart = step() * window.dilation() / window.stride() / distance();
        Expr first = phase.times(window.dilation()).over(window.stride());
        return Expr.of(slid().kernel() - 1L - (range.taps() - 1L) * apart)
                .plus(tap.times(apart))
                .minus(phases() == 1 ? Expr.ZERO : first);
    }

    /** The tap of the kernel that a tap of a phase is. Taps are counted as a correlation meets them. */
    Expr kernelTap(Range range, Expr phase, Expr tap) {
        return Expr.of(window.kernel() - 1L - (range.taps() - 1L) * step())
                .plus(tap.times(step()))
                .minus(phase);
    }
}
