package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.TopK;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.ArrayList;
import java.util.List;

/** {@code TopK}, with a number of elements that is known. */
final class TopKOperator implements Operator {
    private static final int COUNT_IS_INPUT_SINCE = 10;

    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        int rank = input.dimensions().size();
        int axis = Dimensions.axis(node.attributes().integer("axis", -1), rank);
        boolean largest = node.attributes().flag("largest", true);
        // In their order they are in any order.
        node.attributes().ignore("sorted");
        long count = node.opset() < COUNT_IS_INPUT_SINCE
                ? node.attributes().integer("k", 1)
                : node.known(1, "number of elements").integer(0);
        NodeContext.require(
                count >= 1 && count <= input.dimensions().get(axis),
                "it takes %d of %d elements",
                count,
                input.dimensions().get(axis));
        if (node.wants(0)) {
            node.result(0, along(node, input, axis, (int) count, largest, false, TopK.Result.VALUES));
        }
        if (node.wants(1)) {
            node.result(1, along(node, input, axis, (int) count, largest, false, TopK.Result.PLACES));
        }
    }

    /** The best elements along an axis of a value, which stays, or their places. */
    static Computed along(
            NodeContext node,
            Computed input,
            int axis,
            int count,
            boolean largest,
            boolean lastFirst,
            TopK.Result result) {
        List<Integer> dimensions = input.dimensions();
        // Axes before and behind it as one each.
        Shape shape = Shape.of(
                GraphBuilder.count(dimensions.subList(0, axis)),
                dimensions.get(axis),
                GraphBuilder.count(dimensions.subList(axis + 1, dimensions.size())));
        List<Integer> found = new ArrayList<>(dimensions);
        found.set(axis, count);
        return node.add(new TopK(1, count, largest, lastFirst, result), node.as(input, shape), found);
    }
}
