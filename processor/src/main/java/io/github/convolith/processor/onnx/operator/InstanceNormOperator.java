package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;
import java.util.stream.IntStream;

/** {@code InstanceNormalization}: every channel of every item by its own mean and variance, then scale and bias. */
final class InstanceNormOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        node.attributes().ignore("consumed_inputs");
        NodeContext.require(
                dimensions.size() >= 3, "it is given %s, which has no spatial axis", Numbers.text(dimensions));
        List<Integer> spatial = IntStream.range(2, dimensions.size()).boxed().toList();
        Standardized standardized =
                Standardized.of(node, input, spatial, node.attributes().real("epsilon", 1e-5f));
        node.result(Standardized.perChannel(node, standardized.result(), 1));
    }
}
