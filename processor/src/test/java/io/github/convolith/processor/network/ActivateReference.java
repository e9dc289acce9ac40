package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.sweep.Reference;
import java.util.List;

/** A function of every element by itself. */
final class ActivateReference implements OpReference<Activate> {
    @Override
    public Value compute(Activate op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        return inputs.get(0).map(element -> activate(op.activation(), element));
    }

    /** An activation of one element. */
    static Inexact activate(Activation activation, Inexact element) {
        return activation.isNone() ? element : element.map(v -> Reference.activate(activation, v));
    }
}
