package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Unary;

/**
 * Comparing element by element: 1 where it holds, 0 where it does not. The difference of two numbers has the right sign
 * however close they are, as floats do not underflow at once.
 */
enum Comparing implements Operator {
    GREATER,
    LESS,
    EQUAL,
    GREATER_OR_EQUAL,
    LESS_OR_EQUAL;

    @Override
    public void apply(NodeContext node) {
        Value a = node.value(0);
        Value b = node.value(1);
        node.result(
                switch (this) {
                    case GREATER -> greater(node, a, b);
                    case LESS -> greater(node, b, a);
                    case EQUAL -> equal(node, a, b);
                    case GREATER_OR_EQUAL -> not(node, greater(node, b, a));
                    case LESS_OR_EQUAL -> not(node, greater(node, a, b));
                });
    }

    /** Where the first is greater. */
    static Value greater(NodeContext node, Value a, Value b) {
        return Arithmetic.MAXIMUM.combine(node, sign(node, a, b), node.number("0", 0));
    }

    /** Where both are equal. */
    static Value equal(NodeContext node, Value a, Value b) {
        return not(node, FunctionOperator.applied(node, sign(node, a, b), new Unary(Unary.Kind.ABSOLUTE, 0f)));
    }

    private static Value sign(NodeContext node, Value a, Value b) {
        Value difference = Arithmetic.SUBTRACT.combine(node, a, b);
        return FunctionOperator.applied(node, difference, new Unary(Unary.Kind.SIGN, 0f));
    }

    /** 1 for 0 and 0 for 1. */
    static Value not(NodeContext node, Value truth) {
        return Arithmetic.SUBTRACT.combine(node, node.number("1", 1), truth);
    }
}
