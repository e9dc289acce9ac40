package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** A border around an activation, from what is left of it once negative numbers have taken their share. */
final class PadReference implements OpReference<Pad> {
    @Override
    public Value compute(Pad op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        List<Integer> dimensions = new ArrayList<>();
        for (int axis = 0; axis < input.shape().rank(); axis++) {
            dimensions.add(
                    op.begins().get(axis) + input.extent(axis) + op.ends().get(axis));
        }
        return Value.of(Shape.ofDimensions(dimensions), place -> {
            int[] source = new int[place.length];
            for (int axis = 0; axis < place.length; axis++) {
                int begin = op.begins().get(axis);
                int skipped = Math.max(0, -begin);
                int kept = input.extent(axis) - skipped - Math.max(0, -op.ends().get(axis));
                int inside = place[axis] - Math.max(0, begin);
                if (op.mode() == Pad.Mode.CONSTANT && (inside < 0 || inside >= kept)) {
                    return Inexact.exactly(op.value());
                }
                source[axis] = skipped + walk(op.mode(), inside, kept);
            }
            return input.at(source);
        });
    }

    /** Where one stands after so many steps from the first element, forwards or backwards, in a world of some elements. */
    private static int walk(Pad.Mode mode, int steps, int elements) {
        int at = 0;
        int direction = steps < 0 ? -1 : 1;
        for (int i = 0; i < Math.abs(steps); i++) {
            boolean canGo = at + direction >= 0 && at + direction < elements;
            if (canGo) {
                at += direction;
            } else if (mode == Pad.Mode.WRAP) {
                at = direction < 0 ? elements - 1 : 0;
            } else if (mode == Pad.Mode.REFLECT && elements > 1) {
                direction = -direction;
                at += direction;
            }
        }
        return at;
    }
}
