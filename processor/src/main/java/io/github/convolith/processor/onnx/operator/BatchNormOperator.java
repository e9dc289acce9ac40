package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;

/** {@code BatchNormalization} with statistics that are known, or in training mode with its own. */
final class BatchNormOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        float epsilon = node.attributes().real("epsilon", 1e-5f);
        float momentum = node.attributes().real("momentum", 0.9f);
        NodeContext.require(
                node.attributes().flag("spatial", true), "its attribute 'spatial' is 0, which is not supported");
        node.attributes().ignore("is_test");
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        NodeContext.require(dimensions.size() >= 2, "it is given %s, which has no channels", Numbers.text(dimensions));
        if (node.attributes().flag("training_mode", false)) {
            new OwnStatistics(node, input, epsilon, momentum).apply();
            return;
        }
        int channels = dimensions.get(1);
        String layer = node.builder().layer(node.knownValue(1, "scale").name(), node.name(0));
        store(node, 1, "scale", layer + ".weight", channels);
        store(node, 2, "bias", layer + ".bias", channels);
        store(node, 3, "mean", layer + ".running_mean", channels);
        store(node, 4, "variance", layer + ".running_var", channels);
        for (float variance : node.known(4, "variance").reals()) {
            NodeContext.require(
                    (double) variance + epsilon > 0,
                    "its variance of %s has no root with epsilon = %s",
                    variance,
                    epsilon);
        }
        node.result(node.perItem(
                input,
                item -> node.builder()
                        .add(
                                node.name(0),
                                new Scale(Activation.NONE),
                                List.of(item),
                                new ScaleSource.BatchNorm(layer, channels, epsilon)),
                dimensions));
    }

    private static void store(NodeContext node, int input, String what, String name, int channels) {
        Numbers numbers = node.known(input, what);
        NodeContext.require(
                numbers.size() == channels, "its %s has %d numbers for %d channels", what, numbers.size(), channels);
        node.builder().store(name, List.of(channels), numbers.reals());
    }
}
