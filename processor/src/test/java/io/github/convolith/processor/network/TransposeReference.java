package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Transpose;
import java.util.ArrayList;
import java.util.List;

/** The axes in another order. */
final class TransposeReference implements OpReference<Transpose> {
    @Override
    public Value compute(Transpose op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        List<Integer> dimensions = new ArrayList<>();
        for (int axis : op.order()) {
            dimensions.add(input.extent(axis));
        }
        return Value.of(Shape.ofDimensions(dimensions), place -> {
            int[] source = new int[place.length];
            for (int axis = 0; axis < place.length; axis++) {
                source[op.order().get(axis)] = place[axis];
            }
            return input.at(source);
        });
    }
}
