package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorAddress.Axis;
import java.util.List;
import java.util.Optional;

/**
 * A transposed convolution of which every pixel of the input becomes a block of pixels by itself, of few channels: a
 * pointwise convolution to the channels of the whole block, and the blocks laid out.
 *
 * @param block the pointwise convolution; its output channels are by row, column and channel of the block
 */
public record VectorUpscale(ConvTranspose op, VectorLayout input, VectorLayout output, VectorConv block)
        implements VectorKernel {
    /** Output channels up to which the vectors of the phases would be mostly empty. */
    private static final int MOST_OUTPUTS = VectorLayout.MOST_LANES / 2;

    static boolean supports(ConvTranspose op) {
        return op.out() <= MOST_OUTPUTS
                && op.taps() > 1
                && op.groups() == 1
                && op.windows().size() <= 2
                && op.windows().stream().allMatch(VectorUpscale::isBlock);
    }

    private static boolean isBlock(TransposedWindow window) {
        return window.window().kernel() == window.window().stride()
                && window.padBegin(1) == 0
                && window.output(1) == window.window().stride();
    }

    static VectorUpscale of(ConvTranspose op, VectorLayout input, VectorLayout output) {
        int channels = Math.toIntExact(op.out() * op.taps());
        List<Window> points = List.of(Window.POINT, Window.POINT);
        Conv conv = new Conv(op.in(), channels, 1, points, false, BiasRule.ADD, op.activation(), Optional.empty());
        Shape shape = Shape.of(channels, input.height(), input.width());
        VectorLayout blocks = VectorLayout.channelsLast(shape, VectorLayout.padded(channels), Halo.NONE);
        return new VectorUpscale(op, input, output, VectorConv.of(conv, input, Optional.empty(), blocks));
    }

    /** Pixels of a block, one below the other. */
    public int blockHeight() {
        return output.height() / input.height();
    }

    /** Pixels of a block, side by side. */
    public int blockWidth() {
        return output.width() / input.width();
    }

    /** Where the elements of the result lie among the blocks. */
    public VectorAddress blocks() {
        VectorLayout from = block.output();
        return new VectorAddress(
                0,
                List.of(
                        new Axis(op.out(), 1),
                        new Axis(input.height(), from.rowStride()),
                        new Axis(blockHeight(), blockWidth() * op.out()),
                        new Axis(input.width(), from.columnStride()),
                        new Axis(blockWidth(), op.out())));
    }

    @Override
    public String title() {
        return "blocks of %d x %d pixels, %s".formatted(blockHeight(), blockWidth(), block.title());
    }
}
