package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;

/**
 * How pooling goes through its input: tile by tile, each so small that it stays in the first-level cache. A tile is some
 * whole channels, or some output rows of one. Its plane has one row for each output row, of {@code pitch} elements, and
 * {@code overhang} further rows behind the rows of each channel. Where rows are so short that copying them one by one
 * takes longest, the plane is the input as it lies, and rows between output rows are computed for nothing. A signal is a
 * channel of a single row.
 *
 * @param rows the window down the rows of a plane
 * @param rowStep rows of a plane from one output row to the next
 * @param tileChannels channels of a tile
 * @param tileRows output rows of one channel in a tile
 * @param overhang rows of a plane that are needed beyond one per output row
 * @param pitch elements from one row of a plane to the next: those an output row needs, padding included
 */
record PoolGeometry(
        Window rows,
        Window columns,
        int channels,
        int height,
        int width,
        int outHeight,
        int outWidth,
        int rowStep,
        int tileChannels,
        int tileRows,
        int overhang,
        int pitch) {
    /** Elements of a plane of a tile. Some three planes are at work at the same time. */
    private static final int TILE = 2048;

    /** Rows up to which planes are copied as they lie: at 28 elements both ways took the same time. */
    private static final int SHORT_ROW = 20;

    static PoolGeometry of(Pool pool, Shape input, Shape output) {
        boolean two = pool.windows().size() == 2;
        Window rows = two ? pool.windows().get(0) : Window.POINT;
        Window columns = pool.windows().get(pool.windows().size() - 1);
        int height = two ? input.size(0) : 1;
        int width = input.size(two ? 1 : 0);
        int outHeight = two ? output.size(0) : 1;
        int outWidth = output.size(two ? 1 : 0);
        Window everyRow = new Window(rows.kernel(), 1, rows.dilation(), rows.padding());
        boolean between = width <= SHORT_ROW
                && (long) height * width <= TILE
                && liesReady(everyRow, columns, height, width, (outHeight - 1) * rows.stride() + 1, outWidth);
        int rowStep = between ? rows.stride() : 1;
        rows = between ? everyRow : rows;
        int planeRows = (outHeight - 1) * rowStep + 1;
        long pitch = liesReady(rows, columns, height, width, planeRows, outWidth)
                ? width
                // Room for the taps of the last output, and for rows that follow each other at the stride's pace.
                : Math.max(seen(columns, outWidth), (long) outWidth * columns.stride());
        int overhang = Phase.of(rows).stream().mapToInt(Phase::overhang).max().orElseThrow();
        long channel = (planeRows + (long) overhang) * pitch;
        int tileChannels = 1;
        int tileRows = outHeight;
        if (channel <= TILE) {
            // Tiles alike: a small last one would take nearly as long as a whole one.
            long tiles = (input.channels() * channel + TILE - 1) / TILE;
            tileChannels = Math.toIntExact((input.channels() + tiles - 1) / tiles);
        } else {
            long tiles = (outHeight * pitch + TILE - 1) / TILE;
            tileRows = Math.toIntExact((outHeight + tiles - 1) / tiles);
        }
        return new PoolGeometry(
                rows,
                columns,
                input.channels(),
                height,
                width,
                outHeight,
                outWidth,
                rowStep,
                tileChannels,
                tileRows,
                overhang,
                Math.toIntExact(pitch));
    }

    /** Elements of a padded row that so many windows see. */
    private static long seen(Window columns, int outWidth) {
        return (outWidth - 1L) * columns.stride() + columns.span();
    }

    /** Whether the input is what a plane should be: every row of it is seen, and nothing beyond. */
    private static boolean liesReady(Window rows, Window columns, int height, int width, int outHeight, int outWidth) {
        return rows.stride() == 1
                && rows.padBegin(height) == 0
                && outHeight + rows.span() - 1 == height
                && columns.padBegin(width) == 0
                && seen(columns, outWidth) <= width;
    }

    /** Whether a tile can be copied out of the input as one block. */
    boolean liesReady() {
        return liesReady(rows, columns, height, width, planeRows(outHeight), outWidth) && pitch == width;
    }

    int padTop() {
        return Math.toIntExact(rows.padBegin(height));
    }

    int padLeft() {
        return Math.toIntExact(columns.padBegin(width));
    }

    /** Rows of a plane from one channel to the next. */
    int channelRows() {
        return planeRows(tileRows) + overhang;
    }

    /** Rows of a plane from the first of so many output rows to the last. */
    int planeRows(int outRows) {
        return (outRows - 1) * rowStep + 1;
    }

    /** Elements of a plane. */
    long plane() {
        return (long) tileChannels * channelRows() * pitch;
    }

    /** Whether a tile has a part of the rows of a channel only. */
    boolean inStrips() {
        return tileRows < outHeight;
    }

    /** Elements from the first tap of a row to the last. */
    int reach() {
        return Math.toIntExact(columns.span() - 1);
    }

    /** Whether the outputs of a tile lie in its plane at one distance throughout. */
    boolean isEven() {
        return overhang == 0 && rowStep == 1 && pitch == (long) outWidth * columns.stride();
    }
}
