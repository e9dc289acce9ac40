package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code Tile}, and {@code Expand}, as copies one behind the other. */
record TileOperator(boolean expands) implements Operator {
    /** Copies of one axis up to which they are written down. */
    private static final int MOST = 64;

    @Override
    public void apply(NodeContext node) {
        List<Integer> wanted = Dimensions.sizes(Dimensions.list(node.known(1, expands ? "shape" : "repeats")));
        Value value = node.value(0);
        if (expands) {
            List<Integer> result = Dimensions.broadcast(value.dimensions(), wanted);
            value = Views.reshaped(node, value, Dimensions.extended(value.dimensions(), result.size()));
            List<Integer> repeats = new ArrayList<>();
            for (int axis = 0; axis < result.size(); axis++) {
                repeats.add(value.dimensions().get(axis).equals(result.get(axis)) ? 1 : result.get(axis));
            }
            wanted = repeats;
        }
        NodeContext.require(
                wanted.size() == value.dimensions().size(),
                "it repeats %s %s times",
                Numbers.text(value.dimensions()),
                wanted);
        for (int axis = wanted.size() - 1; axis >= 0; axis--) {
            value = repeated(node, value, axis, wanted.get(axis));
        }
        node.result(value);
    }

    private static Value repeated(NodeContext node, Value value, int axis, int times) {
        if (times == 1) {
            return value;
        }
        NodeContext.require(
                times >= 1 && times <= MOST, "it repeats axis %d %d times; %d are the limit", axis, times, MOST);
        return value instanceof Known known
                ? new Known(known.name(), Folding.joined(Collections.nCopies(times, known.numbers()), axis))
                : ConcatOperator.joined(node, Collections.nCopies(times, (Computed) value), axis);
    }
}
