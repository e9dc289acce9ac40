package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.ElementType;
import io.github.convolith.processor.onnx.model.Numbers;
import java.util.List;

/** {@code Range}, of numbers that are known. */
final class RangeOperator implements Operator {
    private static final int MOST = 1 << 28;

    @Override
    public void apply(NodeContext node) {
        Numbers start = node.known(0, "start");
        Numbers limit = node.known(1, "limit");
        Numbers delta = node.known(2, "step");
        NodeContext.require(
                start.size() == 1 && limit.size() == 1 && delta.size() == 1 && delta.real(0) != 0,
                "it goes from %s to %s in steps of %s",
                start,
                limit,
                delta);
        double steps = Math.ceil((limit.real(0) - start.real(0)) / delta.real(0));
        NodeContext.require(steps <= MOST, "it makes %s numbers", steps);
        int count = (int) Math.max(0, steps);
        ElementType type = start.type();
        float[] reals = new float[type.isReal() ? count : 0];
        long[] integers = new long[type.isReal() ? 0 : count];
        for (int i = 0; i < count; i++) {
            if (type.isReal()) {
                reals[i] = (float) (start.real(0) + i * delta.real(0));
            } else {
                integers[i] = start.integer(0) + i * delta.integer(0);
            }
        }
        node.result(Numbers.of(type, List.of(count), reals, integers));
    }
}
