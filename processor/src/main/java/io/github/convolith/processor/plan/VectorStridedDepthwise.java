package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A convolution of every channel by itself with a stride of two along the rows, where each channel is a plane of its own on
 * both sides. An output sees pairs of neighbouring columns, an even one and the odd one behind it. Vectors of pixels are
 * multiplied where they lie, in turn by the weight for even and that for odd columns, and added up down the rows; only
 * what became of each column is then added to what became of its neighbours. So nothing is computed for columns that no
 * output has, and rows need no padding: outside them lie zeros that were made of no pixel.
 *
 * @param rows rows of the result that are computed at a time
 */
public record VectorStridedDepthwise(Conv conv, VectorLayout input, VectorLayout output, int rows)
        implements VectorKernel {
    private static final int STRIDE = 2;

    private static final int MOST_ROWS = 4;

    /** Taps at most: their weights stay in registers. */
    private static final int MOST_TAPS = 9;

    /** Products of one vector of pixels for all rows: C2 of JDK 17 inlines no more beside their loads and stores. */
    private static final int MOST_PRODUCTS = 24;

    /** Floats of the input rows that the rows of a turn see, and of what is made of them. */
    private static final int MOST_FLOATS = 4 * 1024;

    /**
     * Two neighbouring columns of the input, seen by an output.
     *
     * @param shift how many pairs behind the output's own, whose even column has twice the output's number
     * @param even the kernel column that meets the even one, if there is one
     * @param odd the kernel column that meets the odd one, if there is one
     */
    public record Pair(int shift, OptionalInt even, OptionalInt odd) {}

    static VectorStridedDepthwise of(Conv conv, VectorLayout input, VectorLayout output) {
        int products = pairs(conv, input.width()).size() * VectorConv.rows(conv).kernel();
        int most = Math.max(1, Math.min(MOST_ROWS, MOST_PRODUCTS / products));
        return new VectorStridedDepthwise(conv, input, output, VectorTile.rows(output.height(), most));
    }

    static boolean supports(Conv conv, Shape in, Shape out) {
        if (!VectorPlanner.isDepthwise(conv)
                || conv.residual()
                || conv.windows().isEmpty()
                || conv.windows().size() > 2
                || conv.taps() > MOST_TAPS
                || VectorConv.columns(conv).stride() != STRIDE) {
            return false;
        }
        VectorLayout input = VectorLayout.channelsFirst(in, Halo.NONE);
        VectorLayout output = VectorLayout.channelsFirst(out, Halo.NONE);
        if (input.width() < VectorLayout.MOST_LANES
                || VectorConv.rows(conv).span() > MOST_FLOATS
                || VectorConv.columns(conv).span() > MOST_FLOATS
                || VectorConv.rows(conv).padBegin(input.height()) > MOST_FLOATS
                || VectorConv.columns(conv).padBegin(input.width()) > MOST_FLOATS) {
            return false;
        }
        VectorStridedDepthwise plan = of(conv, input, output);
        return plan.wide() >= VectorLayout.MOST_LANES
                && (long) plan.seenRows() * plan.columns() + (long) plan.lines() * plan.pitch() <= MOST_FLOATS;
    }

    private static List<Pair> pairs(Conv conv, int width) {
        Window columns = VectorConv.columns(conv);
        List<Pair> pairs = new ArrayList<>();
        int pad = Math.toIntExact(columns.padBegin(width));
        for (int column = 0; column < columns.kernel(); column++) {
            int offset = column * columns.dilation() - pad;
            int shift = Math.floorDiv(offset, STRIDE);
            boolean isOdd = Math.floorMod(offset, STRIDE) == 1;
            int last = pairs.size() - 1;
            if (isOdd && last >= 0 && pairs.get(last).shift() == shift) {
                pairs.set(last, new Pair(shift, pairs.get(last).even(), OptionalInt.of(column)));
            } else {
                OptionalInt tap = OptionalInt.of(column);
                pairs.add(new Pair(shift, isOdd ? OptionalInt.empty() : tap, isOdd ? tap : OptionalInt.empty()));
            }
        }
        return pairs;
    }

    /** The pairs of columns that an output sees, from left to right. */
    public List<Pair> pairs() {
        return pairs(conv, input.width());
    }

    /** The window along the rows. */
    public Window rowWindow() {
        return VectorConv.rows(conv);
    }

    /** The window along the columns. */
    public Window columnWindow() {
        return VectorConv.columns(conv);
    }

    /** Columns of the input, with a further one where that makes their number even, as vectors begin at even ones. */
    public int columns() {
        return input.width() + input.width() % STRIDE;
    }

    /** Columns from the first output of a row to the last. */
    public int wide() {
        return (output.width() - 1) * STRIDE + 1;
    }

    /** Input rows from the first that the rows of a turn see to the last. */
    public int seenRows() {
        Window window = rowWindow();
        return (rows - 1) * window.stride() + (window.kernel() - 1) * window.dilation() + 1;
    }

    /** Sums for each column of the input: one for each row of the result and each pair. */
    public int lines() {
        return rows * pairs().size();
    }

    /** Zeros before the sums of a row. */
    public int lead() {
        return Math.max(0, -STRIDE * pairs().get(0).shift());
    }

    /** Elements from the sums of a row to those of the next, the zeros around them included. */
    public int pitch() {
        int last = pairs().get(pairs().size() - 1).shift();
        return lead() + Math.max(columns(), wide() + STRIDE * last + 1);
    }

    @Override
    public boolean takesBarePlanes() {
        return true;
    }

    @Override
    public String title() {
        return "depthwise, vectors of pairs of pixels of " + rows + (rows == 1 ? " row" : " rows");
    }
}
