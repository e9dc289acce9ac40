package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Activations one behind the other along an axis.
 *
 * @param axis the axis, 0 being the channels
 * @param count how many activations there are
 */
public record Concat(int axis, int count) implements Op {
    @Override
    public String title() {
        return "concatenation";
    }

    @Override
    public int inputs() {
        return count;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape first = inputs.get(0);
        Misfit.unless(axis < first.rank(), "it joins axis %d of %s, which has none", axis, first);
        int sum = 0;
        for (Shape input : inputs) {
            List<Integer> expected = new ArrayList<>(first.dimensions());
            if (input.rank() == first.rank()) {
                expected.set(axis, input.dimensions().get(axis));
            }
            Misfit.unless(
                    input.dimensions().equals(expected),
                    "%s and %s differ on another axis than the one they are joined along",
                    first,
                    input);
            sum = Math.addExact(sum, input.dimensions().get(axis));
        }
        List<Integer> joined = new ArrayList<>(first.dimensions());
        joined.set(axis, sum);
        return Shape.ofDimensions(joined);
    }
}
