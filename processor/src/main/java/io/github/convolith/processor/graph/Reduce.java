package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One element of all those along some axes.
 *
 * @param axes the axes in ascending order, 0 being the channels
 * @param keepDims whether the axes stay, with one element each; where none is left, one axis of one element is
 */
public record Reduce(Kind kind, List<Integer> axes, boolean keepDims) implements Op {
    /** How many elements become one. */
    public enum Kind {
        MEAN,
        MAX,
        MIN,
        SUM,
        PRODUCT,
        L1,
        L2,
        SUM_OF_SQUARES,
        LOG_SUM,
        LOG_SUM_EXP
    }

    public Reduce {
        axes = List.copyOf(axes);
    }

    @Override
    public String title() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public Shape output(List<Shape> inputs) {
        List<Integer> dimensions = new ArrayList<>();
        for (int axis = 0; axis < inputs.get(0).rank(); axis++) {
            if (!axes.contains(axis)) {
                dimensions.add(inputs.get(0).dimensions().get(axis));
            } else if (keepDims) {
                dimensions.add(1);
            }
        }
        for (int axis : axes) {
            Misfit.unless(axis < inputs.get(0).rank(), "it reduces axis %d of %s, which has none", axis, inputs.get(0));
        }
        return Shape.ofDimensions(dimensions.isEmpty() ? List.of(1) : dimensions);
    }
}
