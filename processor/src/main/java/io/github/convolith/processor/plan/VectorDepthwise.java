package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    /** The convolution with every number of pixels at a time that it can have, the one of least cost first. */
    static List<VectorDepthwise> ranked(
            Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output) {
        // Of equal ones the widest.
        return IntStream.iterate(
                        Math.min(MOST_COLUMNS, output.width()), columns -> columns >= 1, columns -> columns - 1)
                .filter(columns ->
                        columns == 1 || columns * VectorConv.columns(conv).kernel() <= MOST_UNROLLED)
                .mapToObj(columns -> new VectorDepthwise(conv, input, residual, output, columns))
                .sorted(Comparator.comparingDouble(VectorDepthwise::cost))
                .toList();
    }

    private double cost() {
        return Math.ceil(output.width() / (double) columns) * (Math.max(4, columns) + 1);
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
