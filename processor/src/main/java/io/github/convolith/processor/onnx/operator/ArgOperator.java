package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.TopK;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.ArrayList;
import java.util.List;

/** {@code ArgMax} and {@code ArgMin}: where along an axis the largest or smallest element is. */
record ArgOperator(boolean largest) implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        int axis = Dimensions.axis(
                node.attributes().integer("axis", 0), input.dimensions().size());
        boolean last = node.attributes().flag("select_last_index", false);
        boolean keeps = node.attributes().flag("keepdims", true);
        Computed place = TopKOperator.along(node, input, axis, 1, largest, last, TopK.Result.PLACES);
        if (keeps) {
            node.result(place);
            return;
        }
        List<Integer> dimensions = new ArrayList<>(place.dimensions());
        dimensions.remove(axis);
        node.result(Views.reshaped(node, place, dimensions));
    }
}
