package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** {@code BatchNormalization} in training mode: by mean and variance of what is given, which the running ones follow. */
record OwnStatistics(NodeContext node, Computed input, float epsilon, float momentum) {
    void apply() {
        int rank = input.dimensions().size();
        List<Integer> axes =
                IntStream.range(0, rank).filter(axis -> axis != 1).boxed().toList();
        Computed mean = ReduceOperator.reduced(node, input, Reduce.Kind.MEAN, axes, true);
        Computed centered = (Computed) Arithmetic.SUBTRACT.combine(node, input, mean);
        Computed squares = (Computed) Arithmetic.MULTIPLY.combine(node, centered, centered);
        Computed variance = ReduceOperator.reduced(node, squares, Reduce.Kind.MEAN, axes, true);
        Value root = FunctionOperator.applied(
                node,
                Arithmetic.ADD.combine(node, variance, number("epsilon", epsilon)),
                new Unary(Unary.Kind.SQUARE_ROOT, 0f));
        Value normal = Arithmetic.DIVIDE.combine(node, centered, root);
        Value scaled = Arithmetic.MULTIPLY.combine(node, normal, perChannel(1));
        node.result(Arithmetic.ADD.combine(node, scaled, perChannel(2)));
        running(1, 3, mean);
        running(2, 4, variance);
    }

    /** An input of a number per channel, as it is repeated along the other axes. */
    private Value perChannel(int index) {
        List<Integer> dimensions =
                new ArrayList<>(Collections.nCopies(input.dimensions().size(), 1));
        dimensions.set(1, input.dimensions().get(1));
        return Views.reshaped(node, node.value(index), dimensions);
    }

    private void running(int output, int before, Computed own) {
        if (node.wants(output)) {
            Value kept = Arithmetic.MULTIPLY.combine(node, node.value(before), number("kept", momentum));
            Value added = Arithmetic.MULTIPLY.combine(
                    node, Views.reshaped(node, own, node.dimensions(before)), number("added", 1 - momentum));
            node.result(output, Arithmetic.ADD.combine(node, kept, added));
        }
    }

    private Known number(String name, float value) {
        return new Known(node.name(0) + " " + name, Numbers.of(List.of(), value));
    }
}
