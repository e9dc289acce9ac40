package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.Optional;

/**
 * A convolution as it is defined, for a tile of pixels and vectors of output channels at a time: each input element is
 * spread over a vector and multiplied with the weights of as many output channels.
 *
 * @param residual where what is added lies
 */
public record VectorConv(
        Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output, VectorTile tile)
        implements VectorKernel {
    /** Multiply-adds that the taps of a kernel row are written out to. C2 gives up on methods with many more. */
    private static final int MOST_COLUMNS_UNROLLED = 112;

    /** Multiply-adds that input channels are written out to: twice as many took C2 twice as long to compile and ran no faster. */
    private static final int MOST_UNROLLED = 32;

    public static VectorConv of(Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output) {
        return ranked(conv, input, residual, output).get(0);
    }

    /** The convolution with every tile that it can have, the one of least expense first. */
    static List<VectorConv> ranked(
            Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output) {
        int vectors = vectors(conv.outPerGroup(), VectorLayout.MOST_LANES);
        int kernel = columns(conv).kernel();
        int inputs = conv.inPerGroup();
        boolean written = inputs * kernel * VectorTile.MOST_SUMS <= MOST_UNROLLED;
        int taps = written ? inputs * kernel : kernel;
        int turns = rows(conv).kernel() * (written ? 1 : inputs);
        return VectorTile.ranked(vectors, output.height(), output.width(), taps, turns).stream()
                .map(tile -> new VectorConv(conv, input, residual, output, tile))
                .toList();
    }

    /** Whether it can read channels that lie in another order. */
    static boolean readsShuffled(Conv conv) {
        return conv.taps() == 1 && conv.groups() > 1;
    }

    /** Vectors that hold so many channels. */
    static int vectors(int channels, int lanes) {
        return (channels + lanes - 1) / lanes;
    }

    /** The window along the rows; a point where there are none. */
    static Window rows(Conv conv) {
        return conv.windows().size() == 2 ? conv.windows().get(0) : Window.POINT;
    }

    /** The window along the columns. */
    static Window columns(Conv conv) {
        return conv.windows().isEmpty()
                ? Window.POINT
                : conv.windows().get(conv.windows().size() - 1);
    }

    public Window rows() {
        return rows(conv);
    }

    public Window columns() {
        return columns(conv);
    }

    /** Input channels that are written out in the innermost loop. */
    public int channelsUnrolled() {
        int inputs = conv.inPerGroup();
        int one = columns().kernel() * tile.sums();
        if (input.shuffle() > 1) {
            return 1;
        }
        if (inputs * one <= MOST_UNROLLED) {
            return inputs;
        }
        int most = 1;
        for (int count = 2; count * one <= MOST_UNROLLED; count++) {
            if (inputs % count == 0) {
                most = count;
            }
        }
        return most;
    }

    /** Whether the taps of a kernel row are written out. */
    public boolean columnsUnrolled() {
        return columns().kernel() * tile.sums() <= MOST_COLUMNS_UNROLLED;
    }

    /** Vectors of output channels of a group that are left over by whole tiles, for some number of lanes. */
    public boolean hasRemainder() {
        return tile.leavesRemainder(conv.outPerGroup());
    }

    @Override
    public String title() {
        return "direct, tiles of %d x %d pixels and %d vectors".formatted(tile.rows(), tile.columns(), tile.vectors());
    }
}
