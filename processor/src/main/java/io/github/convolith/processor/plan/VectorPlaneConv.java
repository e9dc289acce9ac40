package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.Optional;

/**
 * A convolution from few channels to few, which vectors of channels would leave mostly empty: vectors of neighbouring
 * pixels instead, with every channel a plane of its own on both sides.
 *
 * @param copy the copy of the input that is read; empty where the input has its padding around it or needs none
 * @param channels output channels that are computed at a time
 * @param rows rows of the result that are computed at a time
 * @param columns vectors of pixels of a row that are computed at a time
 */
public record VectorPlaneConv(
        Conv conv,
        VectorLayout input,
        Optional<PaddedPlanes> copy,
        VectorLayout output,
        int channels,
        int rows,
        int columns)
        implements VectorKernel {
    /** Output channels up to which vectors of pixels hold more than vectors of channels. */
    private static final int MOST_OUTPUTS = VectorLayout.MOST_LANES / 2;

    /** Sums of tiles that read copies: more than fit beside weights and inputs into 16 registers, but not into 32. */
    private static final int MOST_SUMS = 24;

    /** Vector operations of a tile; C2 gives up on methods with many more. */
    private static final int MOST_OPERATIONS = 120;

    /** Input channels up to which planes are copied with their padding; with more, laying channels side by side pays. */
    private static final int MOST_INPUTS = 16;

    /** The widest windows, and most padding. */
    private static final int MOST_SPAN = 64;

    /** Taps of a kernel row that are written out. */
    private static final int MOST_COLUMNS = 9;

    /** What a load costs, in multiply-adds. */
    private static final double LOAD = 0.5;

    /** The same for pixels that are read where the user's array has them, which mostly lie in two cache lines each. */
    private static final double LOAD_OUTSIDE = 1;

    public static VectorPlaneConv of(Conv conv, VectorLayout input, VectorLayout output) {
        int rows = 1;
        for (int count = 2; count * conv.out() <= VectorTile.MOST_SUMS && count <= output.height(); count++) {
            boolean fits = output.height() % count == 0 || output.height() % rows != 0;
            rows = fits ? count : rows;
        }
        return new VectorPlaneConv(conv, input, Optional.empty(), output, conv.out(), rows, 1);
    }

    /** A convolution of planes without anything around them, as they lie outside. */
    static VectorPlaneConv ofBare(Conv conv, VectorLayout input, VectorLayout output) {
        boolean samePlane = input.height() == output.height() && input.width() == output.width();
        if (seesPoints(conv) && samePlane) {
            return tiled(conv, input.asRow(), Optional.empty(), output.asRow());
        }
        PaddedPlanes copy = PaddedPlanes.of(input, VectorConv.rows(conv), VectorConv.columns(conv), output);
        return tiled(conv, input, Optional.of(copy), output);
    }

    /** The tile by which planes are covered at the least expense. */
    private static VectorPlaneConv tiled(
            Conv conv, VectorLayout input, Optional<PaddedPlanes> copy, VectorLayout output) {
        VectorPlaneConv best = new VectorPlaneConv(conv, input, copy, output, 1, 1, 1);
        double least = Double.MAX_VALUE;
        int vectors = output.width() / VectorLayout.MOST_LANES;
        for (int rows = 1; rows <= Math.min(output.height(), 4); rows++) {
            int most = (copy.isPresent() ? MOST_SUMS : VectorTile.MOST_SUMS) / rows;
            for (int columns = 1; columns <= Math.min(vectors, most); columns++) {
                for (int channels = 1; channels <= Math.min(conv.out(), most / columns); channels++) {
                    VectorPlaneConv plan = new VectorPlaneConv(conv, input, copy, output, channels, rows, columns);
                    double cost = plan.cost();
                    if (cost < least && plan.operations() <= MOST_OPERATIONS) {
                        least = cost;
                        best = plan;
                    }
                }
            }
        }
        return best;
    }

    private int sums() {
        return channels * rows * columns;
    }

    /** Operations of the turn of a loop over the kernel rows: loads of pixels and weights, and multiply-adds. */
    private double turn(double weight, double pixels) {
        return columnWindow().kernel() * (Math.max(sums(), 8) + weight * channels + pixels * rows * columns);
    }

    private double operations() {
        return turn(1, 1) + sums() + channels;
    }

    private double cost() {
        double tiles = Math.ceil(output.width() / (double) VectorLayout.MOST_LANES / columns)
                * Math.ceil(output.height() / (double) rows)
                * Math.ceil(conv.out() / (double) channels);
        return tiles
                * ((turn(LOAD, copy.isPresent() ? LOAD : LOAD_OUTSIDE) + 1)
                                * conv.in()
                                * rowWindow().kernel()
                        + 2 * sums());
    }

    /** Whether a convolution of planes can be computed so: its result has rows of whole vectors and few channels. */
    static boolean supports(Conv conv, Shape output) {
        return conv.groups() == 1
                && !conv.residual()
                && !conv.windows().isEmpty()
                && conv.windows().size() <= 2
                && VectorConv.columns(conv).stride() == 1
                && conv.out() <= MOST_OUTPUTS
                && output.size(output.rank() - 2) >= VectorLayout.MOST_LANES;
    }

    /** Whether a convolution sees one pixel of each plane: then planes are single rows, however many channels there are. */
    static boolean supportsPointwise(Conv conv, Shape input, Shape output) {
        return conv.groups() == 1
                && !conv.residual()
                && !conv.windows().isEmpty()
                && conv.windows().size() <= 2
                && seesPoints(conv)
                && input.plane() == output.plane()
                && output.plane() >= VectorLayout.MOST_LANES;
    }

    private static boolean seesPoints(Conv conv) {
        return conv.taps() == 1 && conv.windows().stream().allMatch(window -> window.stride() == 1);
    }

    /** Whether a convolution of few channels can be computed from copies of its planes. */
    static boolean supportsCopies(Conv conv, Shape input, Shape output) {
        if (conv.groups() != 1
                || conv.residual()
                || conv.windows().isEmpty()
                || conv.windows().size() > 2
                || conv.in() > MOST_INPUTS
                || output.size(output.rank() - 2) < VectorLayout.MOST_LANES
                || conv.windows().stream().anyMatch(window -> window.span() > MOST_SPAN || window.stride() > MOST_SPAN)
                || VectorConv.columns(conv).kernel() > MOST_COLUMNS) {
            return false;
        }
        VectorLayout in = VectorLayout.channelsFirst(input, Halo.NONE);
        Window rows = VectorConv.rows(conv);
        Window columns = VectorConv.columns(conv);
        return rows.padBegin(in.height()) < MOST_SPAN
                && columns.padBegin(in.width()) < MOST_SPAN
                && PaddedPlanes.of(in, rows, columns, VectorLayout.channelsFirst(output, Halo.NONE))
                        .fits();
    }

    /** Blocks of output channels; the last one overlaps the one before it where they do not fill it. */
    public int blocks() {
        return (conv.out() + channels - 1) / channels;
    }

    /** The window along the rows. */
    public Window rowWindow() {
        return VectorConv.rows(conv);
    }

    /** The window along the columns. */
    public Window columnWindow() {
        return VectorConv.columns(conv);
    }

    @Override
    public boolean takesBarePlanes() {
        return true;
    }

    @Override
    public String title() {
        return columns == 1 && copy.isEmpty()
                ? "direct, vectors of pixels, %d rows of %d channels".formatted(rows, channels)
                : "direct, %d x %d vectors of pixels, %d channels".formatted(rows, columns, channels);
    }
}
