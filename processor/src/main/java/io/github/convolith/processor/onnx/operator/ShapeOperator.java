package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import java.util.List;

/** {@code Shape} and {@code Size}: every shape is known here. */
record ShapeOperator(boolean isCount) implements Operator {
    @Override
    public void apply(NodeContext node) {
        List<Integer> dimensions = node.dimensions(0);
        if (isCount) {
            node.result(Numbers.of(List.of(), (long) GraphBuilder.count(dimensions)));
            return;
        }
        int rank = dimensions.size();
        int start = clamped(node.attributes().integer("start", 0), rank);
        int end = clamped(node.attributes().integer("end", rank), rank);
        List<Integer> part = start < end ? dimensions.subList(start, end) : List.of();
        node.result(Numbers.of(
                List.of(part.size()),
                part.stream().mapToLong(Integer::longValue).toArray()));
    }

    private static int clamped(long axis, int rank) {
        return (int) Math.max(0, Math.min(axis < 0 ? axis + rank : axis, rank));
    }
}
