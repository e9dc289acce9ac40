package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Window;

/**
 * A copy of an input of bare planes with its padding, taken apart by the phases of the stride along the rows, so that
 * what neighbouring pixels of the result see by one tap are neighbours: by channel, phase, row and column.
 */
public record PaddedPlanes(VectorLayout input, Window rows, Window columns, int height, int pitch) {
    /** Floats of all planes; they are to stay in a second-level cache. */
    private static final int MOST = 256 * 1024;

    static PaddedPlanes of(VectorLayout input, Window rows, Window columns, VectorLayout output) {
        int height = extent(rows, input.height(), output.height());
        int width = extent(columns, input.width(), output.width());
        return new PaddedPlanes(input, rows, columns, height, (width + columns.stride() - 1) / columns.stride());
    }

    /** Elements of an axis with its padding: all that is read, and all that is copied. */
    static int extent(Window window, int in, int out) {
        int read = (out - 1) * window.stride() + (window.kernel() - 1) * window.dilation() + 1;
        return Math.max(read, Math.toIntExact(window.padBegin(in)) + in);
    }

    boolean fits() {
        return (long) input.channels() * phases() * height * pitch <= MOST;
    }

    public int phases() {
        return columns.stride();
    }

    public int rowStride() {
        return pitch;
    }

    public int phaseStride() {
        return height * pitch;
    }

    public int channelStride() {
        return phases() * phaseStride();
    }

    public int elements() {
        return input.channels() * channelStride();
    }

    /** Where a column of the padded plane lies within its row of the first phase. */
    public int place(int column) {
        return column % phases() * phaseStride() + column / phases();
    }
}
