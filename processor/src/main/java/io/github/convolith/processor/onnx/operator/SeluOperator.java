package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.onnx.operator.Value.Computed;

/** {@code Selu}: {@code gamma·(max(x, 0) + alpha·(exp(min(x, 0)) - 1))}. */
final class SeluOperator implements Operator {
    private static final float ALPHA = 1.6732632f;
    private static final float GAMMA = 1.050701f;

    @Override
    public void apply(NodeContext node) {
        float alpha = node.attributes().real("alpha", ALPHA);
        float gamma = node.attributes().real("gamma", GAMMA);
        if (Math.abs(alpha - ALPHA) < 1e-4f && Math.abs(gamma - GAMMA) < 1e-4f) {
            node.result(
                    ActivationOperator.activate(node, node.uncertain(0), new Activation(Activation.Kind.SELU, 0f, 0f)));
            return;
        }
        Computed elu =
                ActivationOperator.activate(node, node.uncertain(0), new Activation(Activation.Kind.ELU, alpha, 0f));
        node.result(Arithmetic.MULTIPLY.combine(node, elu, node.number("gamma", gamma)));
    }
}
