package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code LayerNormalization}: {@code (x - mean) / √(variance + epsilon) · scale + bias} over the axes from one on. */
final class LayerNormOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        int axis = Dimensions.axis(node.attributes().integer("axis", -1), dimensions.size());
        float epsilon = node.attributes().real("epsilon", 1e-5f);
        node.attributes().ignore("stash_type");
        Computed flat = Standardized.rows(input, axis);
        Standardized standardized = Standardized.of(node, flat, List.of(1), epsilon);
        Value normal = Views.reshaped(node, standardized.result(), dimensions);
        Value scaled = Arithmetic.MULTIPLY.combine(node, normal, node.value(1));
        node.result(node.has(2) ? Arithmetic.ADD.combine(node, scaled, node.value(2)) : scaled);
        List<Integer> reduced = new ArrayList<>(dimensions.subList(0, axis));
        reduced.addAll(Collections.nCopies(dimensions.size() - axis, 1));
        if (node.wants(1)) {
            node.result(1, Views.reshaped(node, standardized.mean(), reduced));
        }
        if (node.wants(2)) {
            Value inverse = FunctionOperator.applied(node, standardized.root(), new Unary(Unary.Kind.RECIPROCAL, 0f));
            node.result(2, Views.reshaped(node, inverse, reduced));
        }
    }
}
