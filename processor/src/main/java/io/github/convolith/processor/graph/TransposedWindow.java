package io.github.convolith.processor.graph;

/**
 * What slides along one axis of the output of a transposed convolution, and where the next element of the input is
 * added. Its padding takes elements away. The formulas are those of the ONNX operator {@code ConvTranspose}.
 *
 * @param window kernel, stride and dilation, and the padding of the convolution that this is the transpose of
 * @param outputPadding elements added to the end of the output
 */
public record TransposedWindow(Window window, int outputPadding) {
    public TransposedWindow {
        if (outputPadding < 0) {
            throw new IllegalArgumentException("negative output padding " + outputPadding);
        }
    }

    /** Elements taken away at the beginning of the output, for an input axis of {@code size} elements. */
    public long padBegin(int size) {
        if (window.padding() instanceof Padding.Explicit pad) {
            return pad.begin();
        }
        long total = Math.max(0, whole(size) - (long) size * window.stride());
        return ((Padding.Same) window.padding()).oddAtEnd() ? total / 2 : total - total / 2;
    }

    /** Elements of the output; zero or less where padding leaves none. */
    public long output(int size) {
        return window.padding() instanceof Padding.Explicit pad
                ? whole(size) - pad.begin() - pad.end()
                : (long) size * window.stride();
    }

    /** Elements of the output before any is taken away. */
    private long whole(int size) {
        return (size - 1L) * window.stride() + window.span() + outputPadding;
    }
}
