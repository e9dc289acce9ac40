package io.github.convolith.processor.graph;

import java.util.List;

/**
 * The largest or the mean element of each window, channel by channel: the ONNX operators {@code MaxPool} and
 * {@code AveragePool}. Padding never is the largest element.
 *
 * @param windows one window per spatial axis, outermost first
 * @param ceilMode whether a last window that reaches beyond input and padding counts; it has to begin inside of the
 *     input or the padding before it. Without a meaning under {@link Padding.Same}
 * @param countIncludePad whether padding counts as zeros in a mean, rather than not at all. What the ceil mode sees
 *     beyond the padding never counts
 */
public record Pool(Kind kind, List<Window> windows, boolean ceilMode, boolean countIncludePad) implements Op {
    /** What becomes of a window. */
    public enum Kind {
        MAX,
        AVERAGE
    }

    public Pool {
        windows = List.copyOf(windows);
    }

    @Override
    public String title() {
        return kind == Kind.MAX ? "max pooling" : "average pooling";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(
                input.sizes().size() == windows.size(), "it pools %d axes and is given %s", windows.size(), input);
        int[] sizes = new int[windows.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            long size = count(axis, input.size(axis));
            Misfit.unless(
                    size >= 1,
                    "its kernel of %d does not fit into %s even once",
                    windows.get(axis).kernel(),
                    input);
            Misfit.unless(
                    !seesNothing(axis, input.size(axis)),
                    "its padding is so large that a window of kernel %d sees nothing of %s",
                    windows.get(axis).kernel(),
                    input);
            sizes[axis] = Math.toIntExact(size);
        }
        return Shape.of(input.channels(), sizes);
    }

    /** Windows on a spatial axis of {@code size} elements; zero or less where not one fits. */
    public long count(int axis, int size) {
        Window window = windows.get(axis);
        long floor = window.output(size);
        if (!ceilMode || window.padding() instanceof Padding.Same) {
            return floor;
        }
        long padded = size + window.padBegin(size) + window.padEnd(size);
        long ceil = Math.floorDiv(padded - window.span() + window.stride() - 1, window.stride()) + 1;
        // A window that would begin in the padding behind the input does not count.
        return (ceil - 1) * window.stride() >= size + window.padBegin(size) ? ceil - 1 : ceil;
    }

    /** Elements of a window that count on a spatial axis of {@code size} elements. */
    public long counted(int axis, int size, long index) {
        Window window = windows.get(axis);
        long first = index * window.stride() - window.padBegin(size);
        boolean padded = kind == Kind.AVERAGE && countIncludePad;
        long begin = padded ? -window.padBegin(size) : 0;
        long end = padded ? size + window.padEnd(size) : size;
        // The taps that lie at begin or behind, and before end.
        long from = Math.max(0, -Math.floorDiv(first - begin, window.dilation()));
        long to = Math.min(window.kernel() - 1L, Math.floorDiv(end - 1 - first, window.dilation()));
        return Math.max(0, to - from + 1);
    }

    /** Whether every window of a spatial axis of {@code size} elements counts all of its elements. */
    public boolean countsAll(int axis, int size) {
        // The first window misses most at the beginning, the last one at the end.
        long kernel = windows.get(axis).kernel();
        return counted(axis, size, 0) == kernel && counted(axis, size, count(axis, size) - 1) == kernel;
    }

    /** Whether some window on a spatial axis of {@code size} elements has no element that counts. */
    public boolean seesNothing(int axis, int size) {
        Window window = windows.get(axis);
        long count = count(axis, size);
        // Only windows that reach over an end can: those from the first on, and those before the last.
        long last = count - 1;
        for (long index = 0; index <= last && index * window.stride() < window.padBegin(size); index++) {
            if (counted(axis, size, index) == 0) {
                return true;
            }
        }
        for (long index = last;
                index >= 0 && index * window.stride() - window.padBegin(size) + window.span() > size;
                index--) {
            if (counted(axis, size, index) == 0) {
                return true;
            }
        }
        return false;
    }
}
