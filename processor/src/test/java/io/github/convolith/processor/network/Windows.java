package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.stream.IntStream;

/** Where windows lie on the axes of an input, from the words of the ONNX specification. */
record Windows(List<Window> windows, Shape input, boolean ceilMode) {

    /** How many windows there are on each axis. */
    int[] counts() {
        return IntStream.range(0, windows.size()).map(this::count).toArray();
    }

    private int count(int axis) {
        Window window = windows.get(axis);
        int size = input.size(axis);
        if (window.padding() instanceof Padding.Same) {
            return (int) Math.ceil((double) size / window.stride());
        }
        int padded = begin(axis) + size + end(axis);
        int span = span(window);
        int count = 0;
        int start = 0;
        while (start + span <= padded) {
            count++;
            start += window.stride();
        }
        // One more that reaches out behind the padding, if it begins before the padding at the end does.
        int previousEnd = start - window.stride() + span;
        boolean isNeeded = ceilMode && previousEnd < padded && start < begin(axis) + size;
        return isNeeded ? count + 1 : count;
    }

    /** Padding before the first element of an axis. */
    int begin(int axis) {
        Window window = windows.get(axis);
        if (window.padding() instanceof Padding.Explicit explicit) {
            return explicit.begin();
        }
        int total = sameTotal(axis);
        return ((Padding.Same) window.padding()).oddAtEnd() ? total / 2 : (total + 1) / 2;
    }

    /** Padding behind the last element of an axis. */
    int end(int axis) {
        return windows.get(axis).padding() instanceof Padding.Explicit explicit
                ? explicit.end()
                : sameTotal(axis) - begin(axis);
    }

    private int sameTotal(int axis) {
        Window window = windows.get(axis);
        int size = input.size(axis);
        int wanted = (int) Math.ceil((double) size / window.stride());
        return Math.max(0, (wanted - 1) * window.stride() + span(window) - size);
    }

    private static int span(Window window) {
        return (window.kernel() - 1) * window.dilation() + 1;
    }

    /** The taps of a window, as places within a kernel. */
    List<int[]> taps() {
        return Value.places(windows.stream().mapToInt(Window::kernel).toArray());
    }

    /**
     * What a tap meets: a place of the input with its channel, negative or too large where that is padding.
     *
     * @param output the place of the window, its channel first
     */
    int[] met(int channel, int[] output, int[] tap) {
        int[] place = new int[1 + windows.size()];
        place[0] = channel;
        for (int axis = 0; axis < windows.size(); axis++) {
            Window window = windows.get(axis);
            place[1 + axis] = output[1 + axis] * window.stride() + tap[axis] * window.dilation() - begin(axis);
        }
        return place;
    }

    /** Whether a place lies within input and padding, which the last window of the ceil mode may leave. */
    boolean isPadded(int[] place) {
        return IntStream.range(0, windows.size())
                .allMatch(axis -> place[1 + axis] >= -begin(axis) && place[1 + axis] < input.size(axis) + end(axis));
    }
}
