package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.ElementType;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.Arrays;
import java.util.List;

/** {@code Dropout}, which does nothing outside of training; and its mask, which then keeps everything. */
final class DropoutOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        node.attributes().ignore("seed", "is_test", "ratio");
        boolean trains = node.has(2) && node.known(2, "training mode").integer(0) != 0;
        if (trains) {
            double ratio = node.has(1) ? node.known(1, "ratio").real(0) : 0.5;
            NodeContext.require(ratio == 0, "it is in training mode, and drops at random");
        }
        node.result(node.value(0));
        if (node.wants(1)) {
            List<Integer> dimensions = node.dimensions(0);
            long[] mask = new long[Numbers.countOfMade(dimensions, 1)];
            Arrays.fill(mask, 1);
            node.result(1, new Known(node.name(1), Numbers.of(ElementType.BOOL, dimensions, new float[0], mask)));
        }
    }
}
