package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Softmax;
import java.util.List;

/** {@code exp(x) / Σ exp(x)}, both with the largest element taken out of the exponent. */
final class SoftmaxReference implements OpReference<Softmax> {
    @Override
    public Value compute(Softmax op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        return Value.of(input.shape(), place -> {
            Inexact sum = Inexact.ZERO;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < input.extent(op.axis()); i++) {
                largest = Math.max(largest, along(input, place, op.axis(), i).value());
            }
            double most = largest;
            for (int i = 0; i < input.extent(op.axis()); i++) {
                sum = sum.plus(along(input, place, op.axis(), i).map(v -> Math.exp(v - most)));
            }
            Inexact own = input.at(place).minus(Inexact.exactly(most));
            return op.log() ? own.minus(sum.map(Math::log)) : own.map(Math::exp).dividedBy(sum);
        });
    }

    private static Inexact along(Value input, int[] place, int axis, int index) {
        int[] other = place.clone();
        other[axis] = index;
        return input.at(other);
    }
}
