package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;

/**
 * A convolution from few channels to few, which vectors of channels would leave mostly empty: vectors of neighbouring
 * pixels instead, with every channel a plane of its own on both sides.
 *
 * @param rows rows of the result that are computed at a time, for all output channels
 */
public record VectorPlaneConv(Conv conv, VectorLayout input, VectorLayout output, int rows) implements VectorKernel {
    /** Output channels up to which vectors of pixels hold more than vectors of channels. */
    private static final int MOST_OUTPUTS = VectorLayout.MOST_LANES / 2;

    public static VectorPlaneConv of(Conv conv, VectorLayout input, VectorLayout output) {
        int rows = 1;
        for (int count = 2; count * conv.out() <= VectorTile.MOST_SUMS && count <= output.height(); count++) {
            boolean fits = output.height() % count == 0 || output.height() % rows != 0;
            rows = fits ? count : rows;
        }
        return new VectorPlaneConv(conv, input, output, rows);
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

    /** The window along the rows. */
    public Window rowWindow() {
        return VectorConv.rows(conv);
    }

    /** The window along the columns. */
    public Window columnWindow() {
        return VectorConv.columns(conv);
    }

    @Override
    public String title() {
        return "direct, vectors of pixels, %d rows of %d channels".formatted(rows, conv.out());
    }
}
