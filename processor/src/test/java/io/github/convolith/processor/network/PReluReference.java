package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Values;
import java.util.List;

/** The element itself where it is positive, else the slope of its channel times the element. */
final class PReluReference implements OpReference<PRelu> {
    @Override
    public Value compute(PRelu op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        float[] slopes = weights.of(((Values) parameters).tensor());
        Value input = inputs.get(0);
        return Value.of(input.shape(), place -> {
            double slope = slopes[slopes.length == 1 ? 0 : place[0]];
            return input.at(place).map(v -> v >= 0 ? v : slope * v);
        });
    }
}
