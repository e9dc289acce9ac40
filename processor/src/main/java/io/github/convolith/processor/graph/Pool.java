package io.github.convolith.processor.graph;

import java.util.List;

/**
 * The largest or the mean element of each window, channel by channel.
 *
 * @param windows one window per spatial axis, outermost first
 * @param ceilMode whether a last window that reaches beyond input and padding counts; it has to begin inside of them
 * @param countIncludePad whether padding counts as zeros in a mean, rather than not at all
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
            long size = output(windows.get(axis), input.size(axis));
            Misfit.unless(
                    size >= 1,
                    "its kernel of %d does not fit into %s even once",
                    windows.get(axis).kernel(),
                    input);
            sizes[axis] = Math.toIntExact(size);
        }
        return Shape.of(input.channels(), sizes);
    }

    private long output(Window window, int size) {
        long floor = window.output(size);
        if (!ceilMode || window.padding() instanceof Padding.Same) {
            return floor;
        }
        long padded = size + window.padBegin(size) + window.padEnd(size);
        long ceil = Math.floorDiv(padded - window.span() + window.stride() - 1, window.stride()) + 1;
        // A window that would begin in the padding behind the input does not count.
        return (ceil - 1) * window.stride() >= size + window.padBegin(size) ? ceil - 1 : ceil;
    }
}
