package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** {@code ConvTranspose}, over one to three spatial axes. */
final class ConvTransposeOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Known weight = node.knownValue(1, "weights");
        Computed input = node.computed(0);
        List<Integer> sizes = weight.dimensions();
        List<Integer> given = input.dimensions();
        int rank = given.size();
        NodeContext.require(
                rank >= 3 && rank <= 5 && sizes.size() == rank && GraphBuilder.count(sizes) > 0,
                "it takes %s with weights of %s; supported are one to three spatial axes",
                Numbers.text(given),
                Numbers.text(sizes));
        int groups = Math.toIntExact(node.attributes().integer("group", 1));
        int in = sizes.get(0);
        NodeContext.require(
                groups >= 1 && in % groups == 0 && given.get(1) == in,
                "it takes %d channels in %d groups and is given %s",
                in,
                groups,
                Numbers.text(given));
        int out = Math.multiplyExact(sizes.get(1), groups);
        List<Integer> kernel = sizes.subList(2, rank);
        if (node.attributes().has("kernel_shape")) {
            List<Integer> named = Windows.kernel(node, rank - 2);
            NodeContext.require(
                    named.equals(kernel),
                    "its attribute 'kernel_shape' is %s, its weights are %s",
                    named,
                    Numbers.text(sizes));
        }
        List<TransposedWindow> windows = windows(node, kernel, given.subList(2, rank));
        Optional<float[]> bias = Filters.bias(node, 2, out);
        ConvTranspose op = new ConvTranspose(
                in, out, groups, windows, bias.isPresent() ? BiasRule.ADD : BiasRule.NONE, Activation.NONE);
        node.result(
                Transposed.of(node, input, op, weight.name(), weight.numbers().reals(), bias));
    }

    private static List<TransposedWindow> windows(NodeContext node, List<Integer> kernel, List<Integer> sizes) {
        int axes = kernel.size();
        List<Long> more = node.attributes().integers("output_padding").orElseGet(() -> Collections.nCopies(axes, 0L));
        NodeContext.require(
                more.size() == axes && more.stream().allMatch(size -> size >= 0 && size <= Integer.MAX_VALUE),
                "its attribute 'output_padding' is %s",
                more);
        Optional<List<Integer>> wanted = node.attributes().has("output_shape")
                ? Optional.of(Windows.perAxis(node, "output_shape", axes))
                : Optional.empty();
        boolean upper = node.attributes().text("auto_pad", "NOTSET").equals("SAME_UPPER");
        List<Window> windows = Windows.read(node, kernel);
        List<TransposedWindow> result = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            Window window = windows.get(axis);
            int outputPadding = more.get(axis).intValue();
            if (wanted.isPresent()) {
                long whole = (sizes.get(axis) - 1L) * window.stride() + window.span() + outputPadding;
                long total = whole - wanted.get().get(axis);
                // Where more is wanted than there is, the formula of ONNX takes nothing away and adds at the end.
                int taken = Math.toIntExact(Math.max(0, total));
                int first = upper ? taken / 2 : taken - taken / 2;
                window = new Window(
                        window.kernel(),
                        window.stride(),
                        window.dilation(),
                        new Padding.Explicit(first, taken - first));
                outputPadding += Math.toIntExact(Math.max(0, -total));
            }
            result.add(new TransposedWindow(window, outputPadding));
        }
        return result;
    }
}
