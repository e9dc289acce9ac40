package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** Activations one behind the other along an axis. */
final class ConcatReference implements OpReference<Concat> {
    @Override
    public Value compute(Concat op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        int sum = inputs.stream().mapToInt(input -> input.extent(op.axis())).sum();
        List<Integer> dimensions = new ArrayList<>(inputs.get(0).shape().dimensions());
        dimensions.set(op.axis(), sum);
        return Value.of(Shape.ofDimensions(dimensions), place -> {
            int[] within = place.clone();
            for (Value input : inputs) {
                if (within[op.axis()] < input.extent(op.axis())) {
                    return input.at(within);
                }
                within[op.axis()] -= input.extent(op.axis());
            }
            throw new AssertionError("no part at " + place[op.axis()]);
        });
    }
}
