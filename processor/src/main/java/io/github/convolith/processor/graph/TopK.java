package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The largest elements along an axis, or the smallest, in their order: either what they are or where they are. Of those
 * that are equal the first comes first, or the last.
 *
 * @param axis 0 being the channels
 * @param count how many
 * @param largest whether the largest, not the smallest
 * @param lastFirst whether of equal elements the last comes first
 * @param result what comes out
 */
public record TopK(int axis, int count, boolean largest, boolean lastFirst, Result result) implements Op {
    /** Places from which on single precision does not tell one from the next. */
    private static final int MOST_PLACES = 1 << 24;

    /** Elements, or their places along the axis, from 0. */
    public enum Result {
        VALUES,
        PLACES
    }

    @Override
    public String title() {
        return (result == Result.PLACES ? "places of the " : "") + (largest ? "largest" : "smallest");
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(axis >= 0 && axis < input.rank(), "it looks along axis %d of %s, which has none", axis, input);
        int size = input.dimensions().get(axis);
        Misfit.unless(count >= 1 && count <= size, "it looks for %d of %d elements", count, size);
        Misfit.unless(
                result == Result.VALUES || size <= MOST_PLACES, "it tells the places of more than %d", MOST_PLACES);
        List<Integer> dimensions = new ArrayList<>(input.dimensions());
        dimensions.set(axis, count);
        return Shape.ofDimensions(dimensions);
    }
}
