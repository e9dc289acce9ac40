package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.onnx.operator.Value.Known;

/** {@code Pow}; with a single exponent that is known in the cheapest form that there is for it. */
final class PowOperator implements Operator {
    /** The opset from which on values are broadcast as in NumPy. */
    private static final int BROADCASTS = 7;

    @Override
    public void apply(NodeContext node) {
        node.attributes().ignore("broadcast", "axis");
        Value base = node.value(0);
        if (!(node.value(1) instanceof Known known) || known.numbers().size() != 1) {
            NodeContext.require(
                    node.opset() >= BROADCASTS || node.dimensions(1).equals(base.dimensions()),
                    "its exponents are many, and broadcast as was usual before opset %d",
                    BROADCASTS);
            node.result(Arithmetic.POWER.combine(node, base, node.value(1)));
            return;
        }
        node.result(raised(node, base, known.numbers().real(0)));
    }

    /** A value to a power that is known. */
    static Value raised(NodeContext node, Value base, double power) {
        if (power == 1) {
            return base;
        }
        if (power == 2) {
            return Arithmetic.MULTIPLY.combine(node, base, base);
        }
        return FunctionOperator.applied(
                node,
                base,
                power == 0.5 ? new Unary(Unary.Kind.SQUARE_ROOT, 0f) : new Unary(Unary.Kind.POWER, (float) power));
    }
}
