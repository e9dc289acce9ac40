package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.onnx.model.Numbers;
import java.util.Optional;

/** {@code Clip}, its limits given as attributes or as inputs. */
final class ClipOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        boolean isOld = node.opset() < 11;
        Optional<Float> least = isOld ? attribute(node, "min") : input(node, 1);
        Optional<Float> most = isOld ? attribute(node, "max") : input(node, 2);
        boolean fromZero = least.isPresent() && least.get() == 0f;
        if (fromZero && (most.isEmpty() || most.get() == 6f)) {
            Activation.Kind kind = most.isEmpty() ? Activation.Kind.RELU : Activation.Kind.RELU6;
            node.result(ActivationOperator.activate(node, node.uncertain(0), new Activation(kind, 0f, 0f)));
            return;
        }
        Value result = node.value(0);
        if (least.isPresent()) {
            result = Arithmetic.MAXIMUM.combine(node, result, node.number("min", least.get()));
        }
        if (most.isPresent()) {
            result = Arithmetic.MINIMUM.combine(node, result, node.number("max", most.get()));
        }
        node.result(result);
    }

    /** The largest floats are what exporters write for none. */
    private static Optional<Float> attribute(NodeContext node, String name) {
        return node.attributes().has(name)
                ? Optional.of(node.attributes().real(name, 0f)).filter(value -> Math.abs(value) < Float.MAX_VALUE)
                : Optional.empty();
    }

    private static Optional<Float> input(NodeContext node, int input) {
        if (!node.has(input)) {
            return Optional.empty();
        }
        Numbers limit = node.known(input, input == 1 ? "minimum" : "maximum");
        NodeContext.require(limit.size() == 1, "its limit is of the shape %s", Numbers.text(limit.dimensions()));
        return Optional.of((float) limit.real(0)).filter(value -> Math.abs(value) < Float.MAX_VALUE);
    }
}
