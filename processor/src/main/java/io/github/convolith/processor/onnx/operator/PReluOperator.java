package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.List;

/** {@code PRelu}: {@code max(x, 0) + slope·min(x, 0)}. */
final class PReluOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        if (node.isKnown(1) && dimensions.size() > 1) {
            Known slope = node.knownValue(1, "slope");
            int channels = dimensions.get(1);
            int size = slope.numbers().size();
            if (size == 1 || isPerChannel(slope.dimensions(), dimensions, size)) {
                apply(node, input, slope, size == 1 ? 1 : channels);
                return;
            }
        }
        Computed positive = ActivationOperator.activate(node, input, new Activation(Activation.Kind.RELU, 0f, 0f));
        Value negative = Arithmetic.SUBTRACT.combine(node, input, positive);
        Value bent = Arithmetic.MULTIPLY.combine(node, negative, node.value(1));
        NodeContext.require(
                bent.dimensions().equals(dimensions),
                "its slopes %s do not fit to %s",
                Numbers.text(node.dimensions(1)),
                Numbers.text(dimensions));
        node.result(Arithmetic.ADD.combine(node, positive, bent));
    }

    /** Whether slopes stand along the channel axis; in the first versions, a plain list of them does. */
    private static boolean isPerChannel(List<Integer> slopes, List<Integer> dimensions, int size) {
        int behind = dimensions.size() - 2;
        boolean isAligned = slopes.size() >= behind + 1 && slopes.get(slopes.size() - 1 - behind) == size;
        boolean isOnlyFit = slopes.size() == 1 && (behind == 0 || dimensions.get(dimensions.size() - 1) != size);
        return size == dimensions.get(1) && (isAligned || isOnlyFit);
    }

    private static void apply(NodeContext node, Computed input, Known slope, int slopes) {
        String tensor = node.builder().layer("", slope.name());
        node.builder().store(tensor, List.of(slopes), slope.numbers().reals());
        node.result(node.perItem(
                input,
                item -> node.builder()
                        .add(node.name(0), new PRelu(slopes), List.of(item), new Values(tensor, Shape.of(slopes))),
                input.dimensions()));
    }
}
