package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.DeformedTaps;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code DeformConv} over two spatial axes: what its moved taps meet, and a pointwise convolution of that. */
final class DeformConvOperator implements Operator {
    private static final int OFFSETS = 2;
    private static final int BIAS = 3;
    private static final int MASK = 4;

    @Override
    public void apply(NodeContext node) {
        Known weight = node.knownValue(1, "weights");
        Computed input = node.computed(0);
        List<Integer> sizes = weight.dimensions();
        NodeContext.require(
                input.dimensions().size() == 4 && sizes.size() == 4 && GraphBuilder.count(sizes) > 0,
                "it takes %s with weights of %s; supported are two spatial axes",
                Numbers.text(input.dimensions()),
                Numbers.text(sizes));
        NodeContext.require(
                input.dimensions().get(0) == 1,
                "it takes a batch of %d; supported is one",
                input.dimensions().get(0));
        int groups = Math.toIntExact(node.attributes().integer("group", 1));
        int out = sizes.get(0);
        NodeContext.require(groups >= 1 && out % groups == 0, "its %d outputs do not make %d groups", out, groups);
        int in = Math.multiplyExact(sizes.get(1), groups);
        NodeContext.require(
                input.dimensions().get(1) == in,
                "it takes %d channels and is given %s",
                in,
                Numbers.text(input.dimensions()));
        List<Integer> kernel = sizes.subList(2, 4);
        if (node.attributes().has("kernel_shape")) {
            List<Integer> named = Windows.kernel(node, 2);
            NodeContext.require(
                    named.equals(kernel),
                    "its attribute 'kernel_shape' is %s, its weights are %s",
                    named,
                    Numbers.text(sizes));
        }
        long offsetGroups = node.attributes().integer("offset_group", 1);
        NodeContext.require(
                offsetGroups >= 1 && in % offsetGroups == 0,
                "its attribute 'offset_group' is %d and does not divide %d channels",
                offsetGroups,
                in);
        DeformedTaps taps = new DeformedTaps(Windows.read(node, kernel), Math.toIntExact(offsetGroups), node.has(MASK));
        String met = node.builder().add(node.name(0) + " taps", taps, inputs(node, taps, input), Parameters.NONE);
        result(node, weight, groups, met);
    }

    /** The nodes of what it takes, each without its batch axis. */
    private static List<String> inputs(NodeContext node, DeformedTaps taps, Computed input) {
        List<Computed> values = new ArrayList<>(List.of(input, node.computed(OFFSETS)));
        if (taps.masked()) {
            values.add(node.computed(MASK));
        }
        List<Shape> shapes = new ArrayList<>();
        for (Computed value : values) {
            List<Integer> dimensions = value.dimensions();
            NodeContext.require(
                    dimensions.size() == 4 && dimensions.get(0) == 1,
                    "it is given offsets or a mask of %s",
                    Numbers.text(dimensions));
            shapes.add(Dimensions.item(dimensions));
        }
        try {
            taps.output(shapes);
        } catch (Misfit e) {
            throw new OnnxException(String.valueOf(e.getMessage()));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            names.add(node.as(values.get(i), shapes.get(i)));
        }
        return names;
    }

    private static void result(NodeContext node, Known weight, int groups, String met) {
        int out = weight.dimensions().get(0);
        int in = node.builder().shapeOf(met).channels();
        Optional<float[]> bias = Filters.bias(node, BIAS, out);
        Conv conv = new Conv(
                in,
                out,
                groups,
                List.of(Window.POINT, Window.POINT),
                false,
                bias.isPresent() ? BiasRule.ADD : BiasRule.NONE,
                Activation.NONE,
                Optional.empty());
        FilterSource filter = Filters.store(
                node,
                weight.name(),
                in,
                out,
                groups,
                List.of(1, 1),
                false,
                weight.numbers().reals(),
                bias);
        String result = node.builder().add(node.name(0), conv, List.of(met), filter);
        node.result(new Computed(result, Dimensions.batched(1, node.builder().shapeOf(result))));
    }
}
