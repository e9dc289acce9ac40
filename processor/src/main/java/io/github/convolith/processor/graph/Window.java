package io.github.convolith.processor.graph;

/**
 * What slides along one spatial axis: {@code kernel} taps {@code dilation} apart, moving by {@code stride}.
 *
 * <p>All sizes are in elements. The formulas are those of the ONNX operator {@code Conv}.
 */
public record Window(int kernel, int stride, int dilation, Padding padding) {
    /** The window of a pointwise layer: it sees one element at a time. */
    public static final Window POINT = new Window(1, 1, 1, Padding.NONE);

    public Window {
        if (kernel < 1 || stride < 1 || dilation < 1) {
            throw new IllegalArgumentException(
                    "kernel, stride and dilation start at 1: " + kernel + ", " + stride + ", " + dilation);
        }
    }

    /** Elements from the first tap to the last, both included: {@code dilation·(kernel-1) + 1}. */
    public long span() {
        return (long) dilation * (kernel - 1) + 1;
    }

    /** Whether the window sees single elements and covers each exactly once. */
    public boolean isPoint() {
        return kernel == 1 && stride == 1 && padding.equals(Padding.NONE);
    }

    /** Padding before the first element of an axis of {@code size} elements. */
    public long padBegin(int size) {
        if (padding instanceof Padding.Explicit pad) {
            return pad.begin();
        }
        long total = sameTotal(size);
        return ((Padding.Same) padding).oddAtEnd() ? total / 2 : total - total / 2;
    }

    /** Padding behind the last element of an axis of {@code size} elements. */
    public long padEnd(int size) {
        return padding instanceof Padding.Explicit pad ? pad.end() : sameTotal(size) - padBegin(size);
    }

    private long sameTotal(int size) {
        return Math.max(0, (sameOutput(size) - 1) * stride + span() - size);
    }

    private long sameOutput(int size) {
        return ((long) size + stride - 1) / stride;
    }

    /** Windows that fit an axis of {@code size} elements; zero or less where not one does. */
    public long output(int size) {
        if (padding instanceof Padding.Same) {
            return sameOutput(size);
        }
        return Math.floorDiv(size + padBegin(size) + padEnd(size) - span(), stride) + 1;
    }

    /** The smallest axis on which at least one window fits. */
    public long smallestInput() {
        return padding instanceof Padding.Explicit pad ? Math.max(1, span() - pad.begin() - pad.end()) : 1;
    }
}
