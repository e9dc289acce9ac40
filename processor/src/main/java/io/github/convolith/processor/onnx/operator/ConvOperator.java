package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.List;
import java.util.Optional;

/** {@code Conv}, over one to three spatial axes. */
final class ConvOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Known weight = node.knownValue(1, "weights");
        Computed input = node.computed(0);
        List<Integer> sizes = weight.dimensions();
        int rank = input.dimensions().size();
        NodeContext.require(
                rank >= 3 && rank <= 5 && sizes.size() == rank && GraphBuilder.count(sizes) > 0,
                "it takes %s with weights of %s; supported are one to three spatial axes",
                Numbers.text(input.dimensions()),
                Numbers.text(sizes));
        int groups = Math.toIntExact(node.attributes().integer("group", 1));
        int out = sizes.get(0);
        NodeContext.require(groups >= 1 && out % groups == 0, "its %d outputs do not make %d groups", out, groups);
        int in = Math.multiplyExact(sizes.get(1), groups);
        NodeContext.require(
                input.dimensions().get(1) == in,
                "it takes %d channels and is given %s",
                in,
                Numbers.text(input.dimensions()));
        List<Integer> kernel = sizes.subList(2, rank);
        if (node.attributes().has("kernel_shape")) {
            List<Integer> named = Windows.kernel(node, rank - 2);
            NodeContext.require(
                    named.equals(kernel),
                    "its attribute 'kernel_shape' is %s, its weights are %s",
                    named,
                    Numbers.text(sizes));
        }
        List<Window> windows = Windows.read(node, kernel);
        Optional<float[]> bias = Filters.bias(node, 2, out);
        Conv conv = new Conv(
                in,
                out,
                groups,
                windows,
                false,
                bias.isPresent() ? BiasRule.ADD : BiasRule.NONE,
                Activation.NONE,
                Optional.empty());
        int batch = input.dimensions().get(0);
        if (windows.size() == 3) {
            Volume volume = new Volume(node, conv, weight, bias);
            Shape output = conv.output(Dimensions.item(input.dimensions()));
            node.result(node.perItem(input, volume::apply, Dimensions.batched(batch, output)));
            return;
        }
        FilterSource filter = Filters.store(
                node,
                weight.name(),
                in,
                out,
                groups,
                kernel,
                false,
                weight.numbers().reals(),
                bias);
        checkFit(conv, input);
        node.result(node.perItem(
                input,
                item -> node.builder().add(node.name(0), conv, List.of(item), filter),
                Dimensions.batched(batch, conv.output(Dimensions.item(input.dimensions())))));
    }

    private static void checkFit(Conv conv, Computed input) {
        for (int axis = 0; axis < conv.windows().size(); axis++) {
            NodeContext.require(
                    conv.windows().get(axis).output(input.dimensions().get(2 + axis)) >= 1,
                    "its kernel does not fit into %s even once",
                    Numbers.text(input.dimensions()));
        }
    }
}
