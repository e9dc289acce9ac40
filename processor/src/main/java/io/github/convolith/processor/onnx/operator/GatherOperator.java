package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.List;

/** {@code Gather}, at indices that are known. */
final class GatherOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Value data = node.value(0);
        Numbers indices = node.known(1, "indices");
        int rank = data.dimensions().size();
        int axis = Dimensions.axis(node.attributes().integer("axis", 0), rank);
        int size = data.dimensions().get(axis);
        List<Integer> places = new ArrayList<>();
        for (long index : indices.integers()) {
            NodeContext.require(index >= -size && index < size, "it takes element %d of %d", index, size);
            places.add((int) (index < 0 ? index + size : index));
        }
        List<Integer> dimensions = new ArrayList<>(data.dimensions().subList(0, axis));
        dimensions.addAll(indices.dimensions());
        dimensions.addAll(data.dimensions().subList(axis + 1, rank));
        if (data instanceof Known known) {
            node.result(known.numbers().picked(dimensions, picked(known, dimensions, axis, places)));
            return;
        }
        NodeContext.require(!places.isEmpty(), "its result has no elements");
        List<Computed> parts = new ArrayList<>();
        for (int from = 0; from < places.size(); ) {
            int to = from + 1;
            while (to < places.size() && places.get(to) == places.get(to - 1) + 1) {
                to++;
            }
            parts.add((Computed) Parts.stretch(node, data, axis, places.get(from), to - from));
            from = to;
        }
        Computed joined = parts.size() == 1 ? parts.get(0) : ConcatOperator.joined(node, parts, axis);
        node.result(Views.reshaped(node, joined, dimensions));
    }

    private static int[] picked(Known data, List<Integer> result, int axis, List<Integer> places) {
        List<Integer> dimensions = data.dimensions();
        int inner = Numbers.count(dimensions.subList(axis + 1, dimensions.size()));
        int outer = Numbers.count(dimensions.subList(0, axis));
        int[] picked = new int[Numbers.countOfMade(result, data.numbers().size())];
        int at = 0;
        for (int row = 0; row < outer; row++) {
            for (int place : places) {
                for (int i = 0; i < inner; i++) {
                    picked[at++] = (row * dimensions.get(axis) + place) * inner + i;
                }
            }
        }
        return picked;
    }
}
