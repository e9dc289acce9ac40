package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** Two activations combined element by element; what has one element along an axis has it everywhere along it. */
final class ElementwiseReference implements OpReference<Elementwise> {
    @Override
    public Value compute(Elementwise op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value a = inputs.get(0);
        Value b = inputs.get(1);
        int rank = Math.max(a.shape().rank(), b.shape().rank());
        List<Integer> dimensions = new ArrayList<>();
        for (int fromEnd = rank; fromEnd > 0; fromEnd--) {
            dimensions.add(Math.max(extentFromEnd(a, fromEnd), extentFromEnd(b, fromEnd)));
        }
        return Value.of(Shape.ofDimensions(dimensions), place -> {
            Inexact combined = combine(op.kind(), broadcast(a, place), broadcast(b, place));
            return ActivateReference.activate(op.activation(), combined);
        });
    }

    private static int extentFromEnd(Value value, int fromEnd) {
        int axis = value.shape().rank() - fromEnd;
        return axis < 0 ? 1 : value.extent(axis);
    }

    private static Inexact broadcast(Value value, int[] place) {
        int[] own = new int[value.shape().rank()];
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = value.extent(axis) == 1 ? 0 : place[place.length - own.length + axis];
        }
        return value.at(own);
    }

    private static Inexact combine(Elementwise.Kind kind, Inexact a, Inexact b) {
        return switch (kind) {
            case ADD -> a.plus(b);
            case SUBTRACT -> a.minus(b);
            case MULTIPLY -> a.times(b);
            case DIVIDE -> a.dividedBy(b);
            case MINIMUM -> a.min(b);
            case MAXIMUM -> a.max(b);
            case POWER -> a.map(base -> Math.pow(base, b.value()));
        };
    }
}
