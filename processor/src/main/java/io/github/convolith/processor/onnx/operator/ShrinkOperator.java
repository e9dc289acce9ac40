package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Unary;

/** {@code Shrink}: numbers close to zero become zero, the others come closer to it by a bias. */
final class ShrinkOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        float limit = node.attributes().real("lambd", 0.5f);
        float bias = node.attributes().real("bias", 0f);
        NodeContext.require(limit >= 0, "its attribute 'lambd' is %s, which is not supported", limit);
        Value x = node.value(0);
        Value size = FunctionOperator.applied(node, x, new Unary(Unary.Kind.ABSOLUTE, 0f));
        Value mask = Comparing.greater(node, size, node.number("lambd", limit));
        Value shrunk = x;
        if (bias != 0) {
            Value sign = FunctionOperator.applied(node, x, new Unary(Unary.Kind.SIGN, 0f));
            shrunk = Arithmetic.SUBTRACT.combine(
                    node, x, Arithmetic.MULTIPLY.combine(node, sign, node.number("bias", bias)));
        }
        node.result(Arithmetic.MULTIPLY.combine(node, shrunk, mask));
    }
}
