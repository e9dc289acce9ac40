package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;

/** {@code MeanVarianceNormalization}: without the mean along some axes, and divided by the standard deviation. */
final class MeanVarianceOperator implements Operator {
    private static final List<Long> AXES = List.of(0L, 2L, 3L);

    /** What the specification adds to the deviation, so that equal elements do not divide zero by zero. */
    private static final float SMALLEST = 1e-9f;

    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Long> named = node.attributes().integers("axes").orElse(AXES);
        List<Integer> axes = Dimensions.axes(named, input.dimensions().size()).stream()
                .sorted()
                .toList();
        // Standardised without anything beneath the root would be infinite where all elements are equal.
        Standardized standardized = Standardized.of(node, input, axes, SMALLEST * SMALLEST);
        node.result(standardized.result());
    }
}
