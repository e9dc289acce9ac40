package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import java.util.List;
import java.util.Optional;

/** {@code Constant}, in whichever attribute its numbers stand. */
final class ConstantOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        NodeAttributes attributes = node.attributes();
        Optional<Numbers> numbers = attributes.tensor("value");
        if (numbers.isEmpty() && attributes.has("value_float")) {
            numbers = Optional.of(Numbers.of(List.of(), attributes.real("value_float", 0f)));
        }
        if (numbers.isEmpty()) {
            numbers = attributes.integer("value_int").map(value -> Numbers.of(List.of(), value));
        }
        if (numbers.isEmpty()) {
            numbers = attributes
                    .integers("value_ints")
                    .map(values -> Numbers.of(
                            List.of(values.size()),
                            values.stream().mapToLong(Long::longValue).toArray()));
        }
        if (numbers.isEmpty()) {
            numbers = attributes.reals("value_floats").map(ConstantOperator::reals);
        }
        node.result(numbers.orElseThrow(() -> OnnxException.of("it has no numbers")));
    }

    private static Numbers reals(List<Float> values) {
        float[] reals = new float[values.size()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = values.get(i);
        }
        return Numbers.of(List.of(reals.length), reals);
    }
}
