package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Values;
import java.util.List;

/** A stored tensor as it is. */
final class LearnedReference implements OpReference<Learned> {
    @Override
    public Value compute(Learned op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        return Value.of(op.shape(), weights.of(((Values) parameters).tensor()));
    }
}
