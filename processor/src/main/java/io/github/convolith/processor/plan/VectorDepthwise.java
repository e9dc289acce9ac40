package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import java.util.Optional;

/**
 * A convolution of every channel by itself: vectors of channels, for a few pixels of a row at a time.
 *
 * @param columns pixels of a row that are computed at a time
 */
public record VectorDepthwise(
        Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output, int columns)
        implements VectorKernel {
    private static final int MOST_COLUMNS = 8;

    /** Multiply-adds that are written out at most. */
    private static final int MOST_UNROLLED = 160;

    public static VectorDepthwise of(
            Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output) {
        int best = 1;
        double least = Double.MAX_VALUE;
        for (int columns = 1; columns <= Math.min(MOST_COLUMNS, output.width()); columns++) {
            double cost = Math.ceil(output.width() / (double) columns) * (Math.max(4, columns) + 1);
            if (cost <= least && columns * VectorConv.columns(conv).kernel() <= MOST_UNROLLED) {
                least = cost;
                best = columns;
            }
        }
        return new VectorDepthwise(conv, input, residual, output, best);
    }

    public Window rowWindow() {
        return VectorConv.rows(conv);
    }

    public Window columnWindow() {
        return VectorConv.columns(conv);
    }

    /** Whether all taps are written out, and their weights stay in registers along a row. */
    public boolean isUnrolled() {
        return conv.taps() <= 9 && conv.taps() * columns <= MOST_UNROLLED;
    }

    @Override
    public String title() {
        return "depthwise, " + columns + " pixels at a time";
    }
}
