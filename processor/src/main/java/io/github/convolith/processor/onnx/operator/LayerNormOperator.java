package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
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
        int rows = GraphBuilder.count(dimensions.subList(0, axis));
        int columns = GraphBuilder.count(dimensions.subList(axis, dimensions.size()));
        Computed flat = new Computed(input.node(), List.of(rows, columns));
        Computed mean = mean(node, flat);
        Computed centered = (Computed) Arithmetic.SUBTRACT.combine(node, flat, mean);
        Computed variance = mean(node, (Computed) Arithmetic.MULTIPLY.combine(node, centered, centered));
        Value shifted = Arithmetic.ADD.combine(
                node, variance, new Known(node.name(0) + " epsilon", Numbers.of(List.of(), epsilon)));
        Value root = FunctionOperator.applied(node, shifted, new Unary(Unary.Kind.SQUARE_ROOT, 0f));
        Value normal = Views.reshaped(node, Arithmetic.DIVIDE.combine(node, centered, root), dimensions);
        Value scaled = Arithmetic.MULTIPLY.combine(node, normal, node.value(1));
        node.result(node.has(2) ? Arithmetic.ADD.combine(node, scaled, node.value(2)) : scaled);
        List<Integer> reduced = new ArrayList<>(dimensions.subList(0, axis));
        reduced.addAll(Collections.nCopies(dimensions.size() - axis, 1));
        if (node.wants(1)) {
            node.result(1, Views.reshaped(node, mean, reduced));
        }
        if (node.wants(2)) {
            Value inverse = FunctionOperator.applied(node, root, new Unary(Unary.Kind.RECIPROCAL, 0f));
            node.result(2, Views.reshaped(node, inverse, reduced));
        }
    }

    private static Computed mean(NodeContext node, Computed rows) {
        Shape shape = Shape.ofDimensions(rows.dimensions());
        String mean = node.builder()
                .add(
                        node.name(0) + " mean",
                        new Reduce(Reduce.Kind.MEAN, List.of(1), true),
                        List.of(node.as(rows, shape)),
                        Parameters.NONE);
        return new Computed(mean, List.of(rows.dimensions().get(0), 1));
    }
}
