package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import java.util.List;

/** Every element from where it is taken. */
final class SliceReference implements OpReference<Slice> {
    @Override
    public Value compute(Slice op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        return Value.of(Shape.ofDimensions(op.sizes()), place -> {
            int[] source = new int[place.length];
            for (int axis = 0; axis < place.length; axis++) {
                source[axis] = op.begins().get(axis) + place[axis] * op.steps().get(axis);
            }
            return inputs.get(0).at(source);
        });
    }
}
