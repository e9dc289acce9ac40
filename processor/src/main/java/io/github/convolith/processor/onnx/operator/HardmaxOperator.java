package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.TopK;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code Hardmax}: 1 at the first of the largest elements, 0 elsewhere; before opset 13 over all axes from one on. */
final class HardmaxOperator implements Operator {
    private static final int ONE_AXIS_SINCE = 13;

    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        int rank = dimensions.size();
        boolean isOld = node.opset() < ONE_AXIS_SINCE;
        int axis = Dimensions.axis(node.attributes().integer("axis", isOld ? 1 : -1), rank);
        List<Integer> before = dimensions.subList(0, axis);
        Computed rows = isOld
                ? (Computed) Views.reshaped(
                        node,
                        input,
                        List.of(GraphBuilder.count(before), GraphBuilder.count(dimensions.subList(axis, rank))))
                : input;
        int along = isOld ? 1 : axis;
        Computed largest = TopKOperator.along(node, rows, along, 1, true, false, TopK.Result.PLACES);
        Value hot = Comparing.equal(node, places(node, rows.dimensions(), along), largest);
        node.result(Views.reshaped(node, hot, dimensions));
    }

    /** Every place along an axis, in a shape that is repeated along the others. */
    private static Known places(NodeContext node, List<Integer> dimensions, int axis) {
        List<Integer> shape = new ArrayList<>(Collections.nCopies(dimensions.size(), 1));
        shape.set(axis, dimensions.get(axis));
        float[] places = new float[dimensions.get(axis)];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        return new Known(node.name(0) + " places", Numbers.of(shape, places));
    }
}
