package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.List;

/** {@code LpNormalization}: everything by its norm along an axis; zeros, whose norm is zero, stay zeros. */
final class LpNormalizationOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        int axis = Dimensions.axis(
                node.attributes().integer("axis", -1), input.dimensions().size());
        long p = node.attributes().integer("p", 2);
        NodeContext.require(p == 1 || p == 2, "its attribute 'p' is %d", p);
        Reduce.Kind kind = p == 1 ? Reduce.Kind.L1 : Reduce.Kind.L2;
        Value norm = ReduceOperator.reduced(node, input, kind, List.of(axis), true);
        Known smallest = node.number("smallest norm", Float.MIN_NORMAL);
        node.result(Arithmetic.DIVIDE.combine(node, input, Arithmetic.MAXIMUM.combine(node, norm, smallest)));
    }
}
