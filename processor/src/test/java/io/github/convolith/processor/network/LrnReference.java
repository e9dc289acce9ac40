package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Lrn;
import io.github.convolith.processor.graph.Parameters;
import java.util.List;

/** {@code x / (bias + alpha / size · square_sum)^beta}, as the ONNX operator LRN has it. */
final class LrnReference implements OpReference<Lrn> {
    @Override
    public Value compute(Lrn op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        return Value.of(input.shape(), place -> {
            Inexact sum = Inexact.ZERO;
            int first = place[0] - (int) Math.floor((op.size() - 1) / 2.0);
            int last = place[0] + (int) Math.ceil((op.size() - 1) / 2.0);
            for (int channel = first; channel <= last; channel++) {
                int[] neighbour = place.clone();
                neighbour[0] = channel;
                if (input.has(neighbour)) {
                    sum = sum.plus(input.at(neighbour).times(input.at(neighbour)));
                }
            }
            Inexact scale = sum.times((double) op.alpha() / op.size()).plus(Inexact.exactly(op.bias()));
            return input.at(place).dividedBy(scale.map(s -> Math.pow(s, op.beta())));
        });
    }
}
