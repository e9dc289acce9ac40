package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.List;

/** The same elements in other shapes. */
final class Views {
    private Views() {}

    /** A value in another shape of as many elements. */
    static Value reshaped(NodeContext node, Value value, List<Integer> dimensions) {
        OnnxException.unless(
                GraphBuilder.count(value.dimensions()) == GraphBuilder.count(dimensions),
                "%s cannot become %s: it has another number of elements",
                Numbers.text(value.dimensions()),
                Numbers.text(dimensions));
        return value instanceof Known known
                ? new Known(known.name(), known.numbers().reshaped(dimensions))
                : new Computed(node.inOrder((Computed) value).node(), dimensions);
    }
}
