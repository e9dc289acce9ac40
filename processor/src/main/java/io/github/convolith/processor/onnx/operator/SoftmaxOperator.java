package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;

/** {@code Softmax} and {@code LogSoftmax}; before opset 13 over all axes from one on. */
record SoftmaxOperator(boolean log) implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        int rank = dimensions.size();
        boolean isOld = node.opset() < 13;
        int axis = Dimensions.axis(node.attributes().integer("axis", isOld ? 1 : -1), rank);
        // Axes before and behind it as one each: whatever the shape, the middle one is what sums to 1.
        int before = GraphBuilder.count(dimensions.subList(0, axis));
        int behind = isOld ? 1 : GraphBuilder.count(dimensions.subList(axis + 1, rank));
        int along = GraphBuilder.count(dimensions) / before / behind;
        Shape shape = before == 1 ? Shape.of(along, behind) : Shape.of(before, along, behind);
        Softmax softmax = new Softmax(before == 1 ? 0 : 1, log);
        node.result(node.add(softmax, node.as(input, behind == 1 ? withoutLast(shape) : shape), dimensions));
    }

    private static Shape withoutLast(Shape shape) {
        return Shape.ofDimensions(shape.dimensions().subList(0, shape.rank() - 1));
    }
}
