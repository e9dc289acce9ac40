package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;
import java.util.stream.IntStream;

/** {@code BatchNormalization} in training mode: by mean and variance of what is given, which the running ones follow. */
record OwnStatistics(NodeContext node, Computed input, float epsilon, float momentum) {
    void apply() {
        List<Integer> axes = IntStream.range(0, input.dimensions().size())
                .filter(axis -> axis != 1)
                .boxed()
                .toList();
        Standardized standardized = Standardized.of(node, input, axes, epsilon);
        node.result(Standardized.perChannel(node, standardized.result(), 1));
        running(1, 3, standardized.mean());
        running(2, 4, standardized.variance());
    }

    private void running(int output, int before, Computed own) {
        if (node.wants(output)) {
            Value kept = Arithmetic.MULTIPLY.combine(node, node.value(before), node.number("kept", momentum));
            Value added = Arithmetic.MULTIPLY.combine(
                    node, Views.reshaped(node, own, node.dimensions(before)), node.number("added", 1 - momentum));
            node.result(output, Arithmetic.ADD.combine(node, kept, added));
        }
    }
}
