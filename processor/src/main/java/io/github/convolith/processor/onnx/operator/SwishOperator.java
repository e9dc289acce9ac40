package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.onnx.operator.Value.Computed;

/** {@code Swish}: {@code x·sigmoid(alpha·x)}. */
final class SwishOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed x = node.uncertain(0);
        float alpha = node.attributes().real("alpha", 1f);
        Value scaled = alpha == 1f ? x : Arithmetic.MULTIPLY.combine(node, x, node.number("alpha", alpha));
        Computed gate =
                ActivationOperator.activate(node, (Computed) scaled, new Activation(Activation.Kind.SIGMOID, 0f, 0f));
        node.result(Arithmetic.MULTIPLY.combine(node, x, gate));
    }
}
