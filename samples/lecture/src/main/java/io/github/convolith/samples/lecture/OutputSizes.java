package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.Padding.FULL;
import static io.github.convolith.annotations.Padding.SAME;
import static io.github.convolith.annotations.Padding.SAME_LOWER;
import static io.github.convolith.annotations.Padding.VALID;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.runtime.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** The size of the output follows from those of input, kernel and padding. */
final class OutputSizes {
    private static final int HEIGHT_TAPS = 3;
    private static final int WIDTH_TAPS = 4;

    /** A line of the table: sizes of input and kernel, and the sizes of the output that the layers report. */
    private record Sizes(int input, int kernel, int valid, int full, int same) {
        /** How many zeros at the beginning preserve the size. */
        int before() {
            return (kernel - 1) / 2;
        }

        /** How many zeros at the end preserve the size. */
        int behind() {
            return kernel / 2;
        }
    }

    private OutputSizes() {}

    static void write(Page page) {
        page.say("""
                A kernel of S values fits into a signal of I values at I - S + 1 places. P zeros at both ends make the
                signal 2P longer, so the output has""");
        page.formula("""
                O = I + 2P - S + 1     values in general,
                O = I - S + 1          for P = 0, valid,
                O = I + S - 1          for P = S - 1, full,
                O = I                  for P = (S-1)/2, size-preserving.""");
        page.say("""
                The last one needs an odd S. For an even S the S - 1 zeros cannot be shared out evenly: one end gets
                S/2 of them and the other S/2 - 1.""");
        page.say("""
                The layers below work on images and have a kernel of 3 x 4, so that the height shows an odd S and the
                width an even one. The sizes of the output are those that the layers report; P zeros before and
                P' behind are what keeps the size.""");
        List<Sizes> table = new ArrayList<>();
        for (int input : List.of(5, 8, 12)) {
            Shape valid = ValidImageLayer.link(input, input).outputShape();
            Shape full = FullImageLayer.link(input, input).outputShape();
            Shape same = SameImageLayer.link(input, input).outputShape();
            table.add(new Sizes(input, HEIGHT_TAPS, valid.height(), full.height(), same.height()));
            table.add(new Sizes(input, WIDTH_TAPS, valid.width(), full.width(), same.width()));
        }
        page.heading("", "I", "S", "valid", "full", "same", "P", "P'");
        for (Sizes line : table) {
            String axis = line.kernel() == HEIGHT_TAPS ? "height" : "width";
            page.row(
                    axis,
                    line.input(),
                    line.kernel(),
                    line.valid(),
                    line.full(),
                    line.same(),
                    line.before(),
                    line.behind());
        }
        page.checkEqual(
                "valid: O = I - S + 1",
                column(table, Sizes::valid),
                column(table, line -> line.input() - line.kernel() + 1));
        page.checkEqual(
                "full: O = I + S - 1",
                column(table, Sizes::full),
                column(table, line -> line.input() + line.kernel() - 1));
        page.checkEqual("same: O = I", column(table, Sizes::same), column(table, Sizes::input));
        page.checkEqual(
                "same: O = I + P + P' - S + 1",
                column(table, Sizes::same),
                column(table, line -> line.input() + line.before() + line.behind() - line.kernel() + 1));
        float[] ones = new float[5 * 5];
        Arrays.fill(ones, 1);
        page.checkEqual(
                "padding = SAME computes what the explicit pad = {1, 1, 1, 2} does",
                response(SameImageLayer.link(5, 5), ones),
                response(PaddedImageLayer.link(5, 5), ones));

        page.say("""
                Where the extra zero of an even S goes can be seen on a sum of S = 4 neighbours. With SAME it goes to
                the end, as most frameworks have it, and with SAME_LOWER to the beginning:""");
        float[] x = signal(1, 2, 3, 4, 5, 6);
        float[] same = response(NeighboursLayer.link(), x);
        float[] lower = response(NeighboursLowerLayer.link(), x);
        page.row("x", x);
        page.row("SAME, 1 zero before, 2 behind", same);
        page.row("SAME_LOWER, 2 before, 1 behind", lower);
        page.checkEqual(
                "the sums of SAME_LOWER are those of SAME, one place later",
                Arrays.copyOfRange(lower, 1, x.length),
                Arrays.copyOf(same, x.length - 1));
    }

    private static float[] column(List<Sizes> table, ToIntFunction<Sizes> value) {
        float[] column = new float[table.size()];
        for (int line = 0; line < column.length; line++) {
            column[line] = value.applyAsInt(table.get(line));
        }
        return column;
    }
}

@ConvLayer(
        in = 1,
        out = 1,
        kernel = {3, 4},
        padding = VALID,
        bias = NONE,
        weights = {
            1, 1, 1, 1, //
            1, 1, 1, 1, //
            1, 1, 1, 1
        })
interface ValidImage {}

@ConvLayer(
        in = 1,
        out = 1,
        kernel = {3, 4},
        padding = FULL,
        bias = NONE,
        weights = {
            1, 1, 1, 1, //
            1, 1, 1, 1, //
            1, 1, 1, 1
        })
interface FullImage {}

@ConvLayer(
        in = 1,
        out = 1,
        kernel = {3, 4},
        padding = SAME,
        bias = NONE,
        weights = {
            1, 1, 1, 1, //
            1, 1, 1, 1, //
            1, 1, 1, 1
        })
interface SameImage {}

@ConvLayer(
        in = 1,
        out = 1,
        kernel = {3, 4},
        pad = {1, 1, 1, 2},
        bias = NONE,
        weights = {
            1, 1, 1, 1, //
            1, 1, 1, 1, //
            1, 1, 1, 1
        })
interface PaddedImage {}

@Conv1dLayer(
        in = 1,
        out = 1,
        kernel = 4,
        length = 6,
        padding = SAME,
        bias = NONE,
        weights = {1, 1, 1, 1})
interface Neighbours {}

@Conv1dLayer(
        in = 1,
        out = 1,
        kernel = 4,
        length = 6,
        padding = SAME_LOWER,
        bias = NONE,
        weights = {1, 1, 1, 1})
interface NeighboursLower {}
