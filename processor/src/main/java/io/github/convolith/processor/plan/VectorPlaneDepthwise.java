package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;

/**
 * A convolution of every channel by itself where each is a plane of its own on both sides: vectors of neighbouring pixels,
 * from a copy of the plane with its padding, which stays in the first-level cache. Without a stride along the rows, for
 * which there is {@link VectorStridedDepthwise}.
 *
 * @param rows rows of the result that are computed at a time
 */
public record VectorPlaneDepthwise(Conv conv, VectorLayout input, VectorLayout output, int rows)
        implements VectorKernel {
    private static final int MOST_ROWS = 4;

    /** Taps whose weights stay in registers. */
    private static final int MOST_TAPS = 9;

    /** A plane with its padding, in floats: half of what the smallest first-level caches hold. */
    private static final int LARGEST_PLANE = 4 * 1024;

    public static VectorPlaneDepthwise of(Conv conv, VectorLayout input, VectorLayout output) {
        return new VectorPlaneDepthwise(conv, input, output, VectorTile.rows(output.height(), MOST_ROWS));
    }

    static boolean supports(Conv conv, Shape in, Shape out) {
        if (!VectorPlanner.isDepthwise(conv)
                || conv.residual()
                || conv.windows().isEmpty()
                || conv.windows().size() > 2
                || conv.taps() > MOST_TAPS
                || VectorConv.columns(conv).stride() > 1
                || conv.windows().stream().anyMatch(window -> window.span() > LARGEST_PLANE)) {
            return false;
        }
        if (VectorConv.rows(conv).padBegin(in.size(0)) > LARGEST_PLANE
                || VectorConv.columns(conv).padBegin(in.size(in.rank() - 2)) > LARGEST_PLANE) {
            return false;
        }
        VectorLayout input = VectorLayout.channelsFirst(in, Halo.NONE);
        VectorPlaneDepthwise plan = of(conv, input, VectorLayout.channelsFirst(out, Halo.NONE));
        return input.width() >= VectorLayout.MOST_LANES
                && out.size(out.rank() - 2) >= VectorLayout.MOST_LANES
                && (long) plan.height() * plan.pitch() <= LARGEST_PLANE;
    }

    /** The window along the rows. */
    public Window rowWindow() {
        return VectorConv.rows(conv);
    }

    /** The window along the columns. */
    public Window columnWindow() {
        return VectorConv.columns(conv);
    }

    /** Rows of the copy of a plane. */
    public int height() {
        return PaddedPlanes.extent(rowWindow(), input.height(), output.height());
    }

    /** Elements of a row of the copy of a plane. */
    public int pitch() {
        return PaddedPlanes.extent(columnWindow(), input.width(), output.width());
    }

    @Override
    public boolean takesBarePlanes() {
        return true;
    }

    @Override
    public String title() {
        return "depthwise, vectors of pixels of " + rows + (rows == 1 ? " row" : " rows");
    }
}
