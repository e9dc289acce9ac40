package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;

/** {@code GroupNormalization}: every group of channels of an item by its own mean and variance, then scale and bias. */
final class GroupNormOperator implements Operator {
    /** The opset from which on scale and bias have a number per channel; before, one per group. */
    private static final int PER_CHANNEL = 21;

    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        NodeContext.require(dimensions.size() >= 2, "it is given %s, which has no channels", Numbers.text(dimensions));
        long groups = node.attributes().integer("num_groups", 0);
        int channels = dimensions.get(1);
        NodeContext.require(
                groups > 0 && channels % groups == 0,
                "its attribute 'num_groups' is %d, which does not divide its %d channels",
                groups,
                channels);
        float epsilon = node.attributes().real("epsilon", 1e-5f);
        node.attributes().ignore("stash_type");
        int items = dimensions.get(0);
        int elements = GraphBuilder.count(dimensions) / items / (int) groups;
        Computed grouped = new Computed(input.node(), List.of(items, (int) groups, elements));
        Value normal = Standardized.of(node, grouped, List.of(2), epsilon).result();
        boolean perChannel = node.opset() >= PER_CHANNEL;
        node.result(Views.reshaped(
                node,
                Standardized.perChannel(node, perChannel ? Views.reshaped(node, normal, dimensions) : normal, 1),
                dimensions));
    }
}
