package io.github.convolith.processor.graph;

import java.util.List;

/**
 * A part of an activation: on every axis so many elements, from one on, so many apart.
 *
 * @param begins the first element of each axis, the channels first
 * @param sizes how many elements are taken from each axis
 * @param steps the distance between them; negative to go backwards
 */
public record Slice(List<Integer> begins, List<Integer> sizes, List<Integer> steps) implements Op {
    public Slice {
        begins = List.copyOf(begins);
        sizes = List.copyOf(sizes);
        steps = List.copyOf(steps);
    }

    @Override
    public String title() {
        return "slice";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(input.rank() == sizes.size(), "it slices %d axes and is given %s", sizes.size(), input);
        for (int axis = 0; axis < sizes.size(); axis++) {
            int size = input.dimensions().get(axis);
            int begin = begins.get(axis);
            long last = begin + (sizes.get(axis) - 1L) * steps.get(axis);
            Misfit.unless(
                    sizes.get(axis) >= 1 && begin >= 0 && begin < size && last >= 0 && last < size,
                    "it takes the elements %d to %d of axis %d of %s",
                    begin,
                    last,
                    axis,
                    input);
        }
        return Shape.ofDimensions(sizes);
    }

    /** Whether the part lies in one piece, given what it is taken from. */
    public boolean isStretch(Shape input) {
        boolean isWhole = true;
        for (int axis = sizes.size() - 1; axis >= 0; axis--) {
            if (sizes.get(axis) > 1 && (!isWhole || steps.get(axis) != 1)) {
                return false;
            }
            isWhole = isWhole && sizes.get(axis).equals(input.dimensions().get(axis));
        }
        return true;
    }

    /** The index of the first element of the part. */
    public int offset(Shape input) {
        List<Integer> strides = input.strides();
        int offset = 0;
        for (int axis = 0; axis < sizes.size(); axis++) {
            offset += begins.get(axis) * strides.get(axis);
        }
        return offset;
    }
}
