package io.github.convolith.processor.onnx.operator;

import java.util.List;

/** {@code Flatten}: to a matrix, the axes before one making its rows. */
final class FlattenOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        List<Integer> given = node.dimensions(0);
        long named = node.attributes().integer("axis", 1);
        int axis = named == given.size() ? given.size() : Dimensions.axis(named, given.size());
        node.result(Views.reshaped(
                node,
                node.value(0),
                List.of(
                        GraphBuilder.count(given.subList(0, axis)),
                        GraphBuilder.count(given.subList(axis, given.size())))));
    }
}
