package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two activations combined element by element, then an activation. An axis of size 1 is repeated along the other's
 * axis; where one has fewer axes, axes of size 1 are put in front, as NumPy and ONNX broadcast.
 */
public record Elementwise(Kind kind, Activation activation) implements Activated {
    /** How two elements are combined. */
    public enum Kind {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        MINIMUM,
        MAXIMUM,
        POWER
    }

    @Override
    public Elementwise withActivation(Activation other) {
        return new Elementwise(kind, other);
    }

    @Override
    public String title() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int inputs() {
        return 2;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        List<Integer> first = inputs.get(0).dimensions();
        List<Integer> second = inputs.get(1).dimensions();
        int rank = Math.max(first.size(), second.size());
        List<Integer> dimensions = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int a = aligned(first, axis, rank);
            int b = aligned(second, axis, rank);
            Misfit.unless(
                    a == b || a == 1 || b == 1,
                    "%s and %s cannot be combined element by element: an axis has %d elements in one and %d in the other",
                    inputs.get(0),
                    inputs.get(1),
                    a,
                    b);
            dimensions.add(Math.max(a, b));
        }
        return Shape.ofDimensions(dimensions);
    }

    /** The size of an axis of a shape that is seen as one of higher rank. */
    public static int aligned(List<Integer> dimensions, int axis, int rank) {
        int own = axis - (rank - dimensions.size());
        return own < 0 ? 1 : dimensions.get(own);
    }
}
