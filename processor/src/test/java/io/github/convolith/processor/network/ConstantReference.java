package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Parameters;
import java.util.Arrays;
import java.util.List;

/** Numbers that are known; those of single precision are these, rounded once. */
final class ConstantReference implements OpReference<Constant> {
    @Override
    public Value compute(Constant op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        return new Value(
                op.shape(),
                Arrays.stream(op.values())
                        .mapToObj(value -> Inexact.exactly(value).times(1))
                        .toList());
    }
}
