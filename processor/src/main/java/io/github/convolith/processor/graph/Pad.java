package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A border around an activation. Where a number is negative, so many elements are taken away at that end instead, before
 * any border is put around what is left.
 *
 * @param begins elements before the first one of each axis, the channels first
 * @param ends elements behind the last one of each axis
 * @param mode what stands in the border
 * @param value the number in the border of mode {@link Mode#CONSTANT}, zero for the others
 */
public record Pad(List<Integer> begins, List<Integer> ends, Mode mode, float value) implements Op {
    /** What stands in the border; the modes of the ONNX operator of that name. */
    public enum Mode {
        /** One number. */
        CONSTANT,
        /** The outermost element. */
        EDGE,
        /** The mirror image, in which the outermost element stands once. */
        REFLECT,
        /** The activation once more, from its other end. */
        WRAP
    }

    public Pad {
        begins = List.copyOf(begins);
        ends = List.copyOf(ends);
        if (begins.size() != ends.size()) {
            throw new IllegalArgumentException("beginnings " + begins + " and ends " + ends);
        }
    }

    /** Whether nothing is put anywhere, nor taken away. */
    public boolean isNothing() {
        return begins.stream().allMatch(size -> size == 0) && ends.stream().allMatch(size -> size == 0);
    }

    /** Whether nothing is taken away. */
    public boolean keepsAll() {
        return begins.stream().allMatch(size -> size >= 0) && ends.stream().allMatch(size -> size >= 0);
    }

    @Override
    public String title() {
        return mode.name().toLowerCase(Locale.ROOT) + " padding";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(begins.size() == input.rank(), "it pads %d axes and is given %s", begins.size(), input);
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            int size = input.dimensions().get(axis);
            int left = size + Math.min(0, begins.get(axis)) + Math.min(0, ends.get(axis));
            long padded = (long) size + begins.get(axis) + ends.get(axis);
            Misfit.unless(left >= 1 && padded >= 1, "it takes all %d elements of an axis of %s away", size, input);
            dimensions.add(padded);
        }
        return Shape.ofLong(dimensions);
    }
}
