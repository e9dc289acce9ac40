package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;

/** {@code RMSNormalization}: {@code x / √(mean of x² + epsilon) · scale} over the axes from one on. */
final class RmsNormOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        int axis = Dimensions.axis(node.attributes().integer("axis", -1), dimensions.size());
        float epsilon = node.attributes().real("epsilon", 1e-5f);
        node.attributes().ignore("stash_type");
        Computed flat = Standardized.rows(input, axis);
        Value root = Standardized.root(node, Standardized.meanSquare(node, flat, List.of(1)), epsilon);
        Value normal = Views.reshaped(node, Arithmetic.DIVIDE.combine(node, flat, root), dimensions);
        node.result(Arithmetic.MULTIPLY.combine(node, normal, node.value(1)));
    }
}
