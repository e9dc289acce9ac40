package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code Squeeze} and {@code Unsqueeze}, their axes given as an attribute or as an input. */
record SqueezeOperator(boolean adds) implements Operator {
    @Override
    public void apply(NodeContext node) {
        List<Integer> given = node.dimensions(0);
        Optional<List<Long>> named = node.opset() < 13
                ? node.attributes().integers("axes")
                : node.has(1) ? Optional.of(Dimensions.list(node.known(1, "axes"))) : Optional.empty();
        List<Integer> dimensions = adds
                ? added(given, named.orElseThrow(() -> OnnxException.of("its axes are missing")))
                : removed(given, named);
        node.result(Views.reshaped(node, node.value(0), dimensions));
    }

    private static List<Integer> added(List<Integer> given, List<Long> named) {
        int rank = given.size() + named.size();
        List<Integer> axes = Dimensions.axes(named, rank);
        List<Integer> dimensions = new ArrayList<>();
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            dimensions.add(axes.contains(axis) ? 1 : given.get(next++));
        }
        return dimensions;
    }

    private static List<Integer> removed(List<Integer> given, Optional<List<Long>> named) {
        List<Integer> axes =
                named.map(list -> Dimensions.axes(list, given.size())).orElse(List.of());
        List<Integer> dimensions = new ArrayList<>();
        for (int axis = 0; axis < given.size(); axis++) {
            boolean goes = named.isPresent() ? axes.contains(axis) : given.get(axis) == 1;
            OnnxException.unless(!goes || given.get(axis) == 1, "it removes axis %d of %s", axis, Numbers.text(given));
            if (!goes) {
                dimensions.add(given.get(axis));
            }
        }
        return dimensions;
    }
}
