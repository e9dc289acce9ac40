package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Winograd's minimal filtering for vectors of channels: the input is transformed tile by tile, then there is a matrix
 * product for each element of a transformed tile, then the tiles are transformed back.
 *
 * @param tileRows rows of tiles that are transformed before they are multiplied
 * @param product the sums that a matrix product holds in registers: vectors of output channels, and tiles in columns
 */
public record VectorWinograd(
        Conv conv,
        VectorLayout input,
        Optional<VectorLayout> residual,
        VectorLayout output,
        WinogradTransform transform,
        int tileRows,
        VectorTile product)
        implements VectorKernel {
    /** Fewer channels are not worth a transformation. */
    private static final int LEAST_CHANNELS = 16;

    /**
     * What transforming an input tile costs for a vector of channels, in multiply-adds of a vector; measured with 16
     * channels of 32 × 32 pixels.
     */
    private static final double INPUT_COST = 430;

    /** The same for an output tile. */
    private static final double OUTPUT_COST = 360;

    /**
     * What loading a byte of weights from beyond the second-level cache costs, in multiply-adds of a vector; measured with
     * 512 channels of 7 × 7 pixels. The direct way reads fewer, and each for so many pixels that they come in time.
     */
    private static final double LOAD_COST = 0.15;

    /** Bytes of transformed tiles that stay near the first-level cache. */
    private static final long FEW_BYTES = 100_000;

    /** Bytes of weights from which on they do not stay in the second-level cache. */
    private static final long MANY_BYTES = 1_000_000;

    /** The convolution by every transform that applies, the one that costs least first. */
    static List<VectorWinograd> ranked(
            Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output) {
        Algorithm asked = conv.request().algorithm();
        boolean applies = conv.windows().size() == 2
                && conv.groups() == 1
                && conv.windows().stream().allMatch(VectorWinograd::isThree)
                && input.isChannelsLast()
                && asked != Algorithm.DIRECT
                && asked != Algorithm.POLYPHASE;
        boolean worth = Math.min(conv.in(), conv.out()) >= LEAST_CHANNELS || asked == Algorithm.WINOGRAD;
        if (!applies || !worth) {
            return List.of();
        }
        return Stream.of(WinogradTransform.values())
                .filter(transform -> Math.min(output.height(), output.width()) >= transform.outputs())
                .sorted(Comparator.comparingDouble(transform -> cost(conv, output, transform)))
                .map(transform -> of(conv, input, residual, output, transform))
                .toList();
    }

    /** Whether it costs less than the direct way, or is what the spec asks for. */
    boolean pays() {
        return conv.request().algorithm() == Algorithm.WINOGRAD || cost(conv, output, transform) < direct(conv, output);
    }

    /** Whether it pays to lay planes of channels side by side and apart again for it, where vectors are full. */
    static boolean paysAlone(Conv conv, Shape input, Shape output) {
        if (Math.min(conv.in(), conv.out()) < VectorLayout.MOST_LANES || input.rank() != 3) {
            return false;
        }
        VectorLayout from = VectorLayout.channelsLast(input, conv.in(), Halo.NONE);
        VectorLayout to = VectorLayout.channelsLast(output, conv.out(), Halo.NONE);
        return ranked(conv, from, Optional.empty(), to).stream().findFirst().stream()
                .anyMatch(VectorWinograd::pays);
    }

    private static boolean isThree(Window window) {
        return window.kernel() == 3 && window.stride() == 1 && window.dilation() == 1;
    }

    private static double direct(Conv conv, VectorLayout output) {
        return 9.0 * output.height() * output.width() * conv.in() * vectors(conv.out());
    }

    private static double cost(Conv conv, VectorLayout output, WinogradTransform transform) {
        double elements = transform.inputs() * transform.inputs();
        double share = elements / 36;
        double weights = 4 * elements * conv.in() * conv.out();
        double load = weights > MANY_BYTES ? weights * LOAD_COST : 0;
        return load
                + (double) tiles(output.height(), transform)
                        * tiles(output.width(), transform)
                        * (elements * conv.in() * vectors(conv.out())
                                + share * (INPUT_COST * vectors(conv.in()) + OUTPUT_COST * vectors(conv.out())));
    }

    private static int vectors(int channels) {
        return VectorConv.vectors(channels, VectorLayout.MOST_LANES);
    }

    private static int tiles(int size, WinogradTransform transform) {
        return (size + transform.outputs() - 1) / transform.outputs();
    }

    private static VectorWinograd of(
            Conv conv,
            VectorLayout input,
            Optional<VectorLayout> residual,
            VectorLayout output,
            WinogradTransform transform) {
        long elements = 4L * transform.inputs() * transform.inputs();
        int rows = tiles(output.height(), transform);
        int columns = tiles(output.width(), transform);
        long weights = elements * conv.in() * conv.out();
        long row = elements * columns * (VectorLayout.padded(conv.in()) + VectorLayout.padded(conv.out()));
        long most = Math.max(FEW_BYTES, weights > MANY_BYTES ? weights : weights / 2);
        int tileRows = 1;
        for (int count = 2; count <= rows; count++) {
            if (rows % count == 0 && count * row <= most) {
                tileRows = count;
            }
        }
        int vectors = vectors(conv.out());
        VectorTile product = VectorTile.of(vectors, 1, tileRows * columns, 1, conv.in());
        return new VectorWinograd(conv, input, residual, output, transform, tileRows, product);
    }

    /** Tiles along the columns. */
    public int tilesAcross() {
        return tiles(output.width(), transform);
    }

    /** Tiles along the rows. */
    public int tilesDown() {
        return tiles(output.height(), transform);
    }

    /** Whether some number of lanes leaves vectors of output channels over. */
    public boolean hasRemainder() {
        return product.leavesRemainder(conv.out());
    }

    @Override
    public String title() {
        int outputs = transform.outputs();
        return "Winograd F(%1$dx%1$d, 3x3), %2$d tiles at a time".formatted(outputs, tileRows * tilesAcross());
    }
}
