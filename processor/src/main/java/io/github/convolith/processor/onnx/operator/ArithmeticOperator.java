package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code Add}, {@code Sub}, {@code Mul}, {@code Div}; {@code Min}, {@code Max}, {@code Sum} and {@code Mean} of any number of values. */
record ArithmeticOperator(Arithmetic arithmetic, boolean isMean) implements Operator {
    /** The opset from which on values are broadcast as in NumPy. */
    private static final int BROADCASTS = 7;

    @Override
    public void apply(NodeContext node) {
        Value result = node.value(0);
        for (int input = 1; input < node.inputs(); input++) {
            result = arithmetic.combine(node, result, aligned(node, result, input));
        }
        if (isMean && node.inputs() > 1) {
            result = Arithmetic.DIVIDE.combine(node, result, node.number("count", node.inputs()));
        }
        node.result(result);
    }

    /** The other value as it would have to be written today, where the opset is an old one. */
    private static Value aligned(NodeContext node, Value first, int input) {
        Value second = node.value(input);
        if (node.opset() >= BROADCASTS) {
            return second;
        }
        boolean broadcasts = node.attributes().flag("broadcast", false);
        int rank = first.dimensions().size();
        long start =
                node.attributes().integer("axis", rank - second.dimensions().size());
        if (!broadcasts
                || second.dimensions().size() == rank
                || second.dimensions().isEmpty()) {
            return second;
        }
        int axis = Dimensions.axis(start, rank);
        int behind = rank - axis - second.dimensions().size();
        NodeContext.require(
                behind >= 0,
                "its attribute 'axis' is %d, where %s has no place",
                start,
                Numbers.text(second.dimensions()));
        List<Integer> dimensions = new ArrayList<>(second.dimensions());
        dimensions.addAll(Collections.nCopies(behind, 1));
        return Views.reshaped(node, second, dimensions);
    }
}
