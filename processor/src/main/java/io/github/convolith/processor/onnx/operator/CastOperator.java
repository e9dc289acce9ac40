package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.ElementType;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.Arrays;

/** {@code Cast}, of numbers that are known, or from one floating-point type to another. */
final class CastOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        node.attributes().ignore("saturate", "round_mode");
        ElementType to = type(node);
        if (node.value(0) instanceof Known known) {
            Numbers numbers = known.numbers();
            node.result(Numbers.of(
                    to,
                    numbers.dimensions(),
                    to.isReal() ? numbers.reals() : new float[0],
                    to.isReal() ? new long[0] : to == ElementType.BOOL ? truths(numbers) : numbers.integers()));
            return;
        }
        NodeContext.require(
                to == ElementType.FLOAT || to == ElementType.DOUBLE,
                "it makes %s of what is computed, which is not supported",
                to);
        node.result(node.value(0));
    }

    private static ElementType type(NodeContext node) {
        if (node.opset() < 6) {
            String name = node.attributes().text("to", "");
            return Arrays.stream(ElementType.values())
                    .filter(type -> type.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> OnnxException.of("its attribute 'to' is '%s'", name));
        }
        long code = node.attributes().integer("to", 0);
        return ElementType.of(Math.toIntExact(code))
                .orElseThrow(() -> OnnxException.of("its attribute 'to' is %d", code));
    }

    private static long[] truths(Numbers numbers) {
        long[] truths = new long[numbers.size()];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = numbers.real(i) != 0 ? 1 : 0;
        }
        return truths;
    }
}
