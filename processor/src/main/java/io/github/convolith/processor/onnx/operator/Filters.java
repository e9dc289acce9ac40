package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.onnx.model.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the weights of convolutions among those of the network. */
final class Filters {
    private Filters() {}

    /**
     * Stores kernel and bias.
     *
     * @param weight the tensor that the kernel comes from, after which the layer is called
     * @param kernel in the order of its shape
     * @param bias one number per output; empty where there is none
     */
    static FilterSource store(
            NodeContext node,
            String weight,
            int in,
            int out,
            int groups,
            List<Integer> sizes,
            boolean transposed,
            float[] kernel,
            Optional<float[]> bias) {
        String layer = node.builder().layer(weight, node.name(0));
        List<Integer> shape = new ArrayList<>(List.of(transposed ? in : out, (transposed ? out : in) / groups));
        shape.addAll(sizes);
        node.builder().store(layer + ".weight", shape, kernel);
        bias.ifPresent(values -> node.builder().store(layer + ".bias", List.of(out), values));
        return new FilterSource.Stored(
                layer, in, out, groups, sizes, false, bias.isPresent() ? BiasRule.ADD : BiasRule.NONE, transposed);
    }

    /** The bias that is an input of a node; empty if there is none. */
    static Optional<float[]> bias(NodeContext node, int input, int out) {
        if (!node.has(input)) {
            return Optional.empty();
        }
        Numbers bias = node.known(input, "bias");
        NodeContext.require(bias.size() == out, "its bias has %d numbers for %d outputs", bias.size(), out);
        return Optional.of(bias.reals());
    }
}
