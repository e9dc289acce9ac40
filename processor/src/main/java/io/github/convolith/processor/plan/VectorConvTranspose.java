package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A transposed convolution, taken apart by the phases of its strides: every {@code stride}-th row and column of the result
 * is a convolution of stride 1, with every {@code stride}-th tap of the kernel from its last to its first.
 *
 * @param phase the convolution of each phase, with zeros for the taps that some phases do not have
 */
public record VectorConvTranspose(ConvTranspose op, VectorLayout input, VectorLayout output, VectorConv phase)
        implements VectorKernel {
    private static final TransposedWindow POINT = new TransposedWindow(Window.POINT, 0);

    /** Whether phases are equally large, and their taps next to each other. */
    static boolean supports(ConvTranspose op, Shape output) {
        boolean regular = op.groups() == 1 && op.windows().size() <= 2;
        for (int axis = 0; regular && axis < op.windows().size(); axis++) {
            Window window = op.windows().get(axis).window();
            regular = window.dilation() == 1 && output.size(axis) % window.stride() == 0;
        }
        return regular;
    }

    static VectorConvTranspose of(ConvTranspose op, VectorLayout input, VectorLayout output) {
        int down = rows(op).window().stride();
        int across = columns(op).window().stride();
        VectorLayout everyOther = new VectorLayout(
                output.channels(),
                1,
                output.height() / down,
                output.width() / across,
                output.channelStride(),
                output.rowStride() * down,
                output.columnStride() * across,
                output.start(),
                output.elements(),
                output.halo());
        List<Window> windows = Stream.of(rows(op), columns(op))
                .map(window -> new Window(taps(window), 1, 1, new Padding.Explicit(taps(window) - 1, 0)))
                .toList();
        Conv conv = new Conv(op.in(), op.out(), 1, windows, false, BiasRule.ADD, op.activation(), Optional.empty());
        return new VectorConvTranspose(op, input, output, VectorConv.of(conv, input, Optional.empty(), everyOther));
    }

    /** The zeros that it wants around an input. */
    static Halo halo(ConvTranspose op, Shape input, Shape output) {
        int last = op.windows().size() - 1;
        int height = last == 0 ? 1 : input.size(0);
        int bottom = last == 0 ? 0 : behind(rows(op), height, output.size(0));
        return new Halo(
                before(rows(op), height),
                before(columns(op), input.size(last)),
                bottom,
                behind(columns(op), input.size(last), output.size(last)));
    }

    private static int before(TransposedWindow window, int size) {
        return Math.max(0, taps(window) - 1 - shift(window, size, 0));
    }

    private static int behind(TransposedWindow window, int size, int output) {
        int stride = window.window().stride();
        return Math.max(0, output / stride - 1 + shift(window, size, stride - 1) - (size - 1));
    }

    /** Taps of a phase at most. */
    static int taps(TransposedWindow window) {
        int stride = window.window().stride();
        return (window.window().kernel() + stride - 1) / stride;
    }

    /** By how many elements the last element of the input that a phase sees is behind the first one. */
    public static int shift(TransposedWindow window, int size, int phase) {
        return Math.toIntExact((phase + window.padBegin(size)) / window.window().stride());
    }

    private static TransposedWindow rows(ConvTranspose op) {
        return op.windows().size() == 2 ? op.windows().get(0) : POINT;
    }

    private static TransposedWindow columns(ConvTranspose op) {
        return op.windows().get(op.windows().size() - 1);
    }

    public TransposedWindow rows() {
        return rows(op);
    }

    public TransposedWindow columns() {
        return columns(op);
    }

    @Override
    public String title() {
        return "transposed by phases, " + phase.title();
    }
}
