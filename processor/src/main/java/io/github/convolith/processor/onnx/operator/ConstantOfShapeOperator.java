package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import java.util.List;

/** {@code ConstantOfShape}: one number, as often as a known shape says. */
final class ConstantOfShapeOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        List<Integer> dimensions = Dimensions.sizes(Dimensions.list(node.known(0, "shape")));
        Numbers one = node.attributes().tensor("value").orElseGet(() -> Numbers.of(List.of(1), 0f));
        NodeContext.require(one.size() == 1, "its attribute 'value' is %s", one);
        node.result(one.picked(dimensions, new int[Numbers.countOfMade(dimensions, 1)]));
    }
}
