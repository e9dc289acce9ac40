package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import java.util.ArrayList;
import java.util.List;

/** {@code Reshape}, to a shape that is an attribute or a known input. */
final class ReshapeOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Value value = node.value(0);
        boolean keepsZero = node.attributes().flag("allowzero", false);
        List<Long> wanted = node.opset() < 5
                ? node.attributes()
                        .integers("shape")
                        .orElseThrow(() -> OnnxException.of("its attribute 'shape' is missing"))
                : Dimensions.list(node.known(1, "shape"));
        List<Integer> given = value.dimensions();
        List<Long> sizes = new ArrayList<>();
        int open = -1;
        for (int axis = 0; axis < wanted.size(); axis++) {
            long size = wanted.get(axis);
            if (size == -1) {
                NodeContext.require(open < 0, "its shape %s leaves two sizes open", wanted);
                open = axis;
                sizes.add(1L);
            } else if (size == 0 && !keepsZero) {
                NodeContext.require(
                        axis < given.size(),
                        "its shape %s keeps axis %d, which %s has not",
                        wanted,
                        axis,
                        Numbers.text(given));
                sizes.add((long) given.get(axis));
            } else {
                sizes.add(size);
            }
        }
        List<Integer> dimensions = new ArrayList<>(Dimensions.sizes(sizes));
        if (open >= 0) {
            int others = GraphBuilder.count(dimensions);
            int count = GraphBuilder.count(given);
            NodeContext.require(others > 0 && count % others == 0, "%s cannot become %s", Numbers.text(given), wanted);
            dimensions.set(open, count / others);
        }
        node.result(Views.reshaped(node, value, dimensions));
    }
}
