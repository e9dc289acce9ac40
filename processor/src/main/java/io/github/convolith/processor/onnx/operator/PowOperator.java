package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.onnx.model.Numbers;

/** {@code Pow}, with a single exponent that is known. */
final class PowOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Numbers exponent = node.known(1, "exponent");
        NodeContext.require(
                exponent.size() == 1, "its exponents are of the shape %s", Numbers.text(exponent.dimensions()));
        node.attributes().ignore("broadcast", "axis");
        double power = exponent.real(0);
        if (power == 2) {
            node.result(Arithmetic.MULTIPLY.combine(node, node.value(0), node.value(0)));
        } else if (power == 0.5) {
            node.result(FunctionOperator.applied(node, node.value(0), new Unary(Unary.Kind.SQUARE_ROOT, 0f)));
        } else if (power == 1) {
            node.result(node.value(0));
        } else {
            node.result(FunctionOperator.applied(node, node.value(0), new Unary(Unary.Kind.POWER, (float) power)));
        }
    }
}
