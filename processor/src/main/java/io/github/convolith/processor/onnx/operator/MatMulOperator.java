package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code MatMul}: a dense layer where the second matrix is known, else a product of two activations. */
final class MatMulOperator implements Operator {
    /** Rows up to which each is given to a dense layer of its own. */
    private static final int MOST_ROWS = 4;

    @Override
    public void apply(NodeContext node) {
        List<Integer> first = node.dimensions(0);
        List<Integer> second = node.dimensions(1);
        NodeContext.require(!first.isEmpty() && !second.isEmpty(), "it multiplies a scalar");
        int rows = GraphBuilder.count(first) / first.get(first.size() - 1);
        if (node.isKnown(1) && !node.isKnown(0) && second.size() == 2 && rows <= MOST_ROWS) {
            dense(node, first, second);
            return;
        }
        node.result(product(node, node.computed(0), node.computed(1), false, false));
    }

    private static void dense(NodeContext node, List<Integer> given, List<Integer> matrix) {
        Known weight = node.knownValue(1, "second matrix");
        int in = matrix.get(0);
        int out = matrix.get(1);
        NodeContext.require(
                given.get(given.size() - 1) == in, "it multiplies %s by %s", Numbers.text(given), Numbers.text(matrix));
        List<Integer> dimensions = new ArrayList<>(given.subList(0, given.size() - 1));
        dimensions.add(out);
        float[] transposed = Dense.transposed(weight.numbers().reals(), in, out);
        node.result(Dense.multiply(
                node, node.computed(0), in, out, weight.name(), transposed, Optional.empty(), dimensions));
    }

    /** The product of two values over their last two axes. */
    static Computed product(NodeContext node, Computed a, Computed b, boolean transposeA, boolean transposeB) {
        MatMul product = new MatMul(transposeA, transposeB);
        String first = node.as(a, whole(a));
        String second = node.as(b, whole(b));
        String result = node.builder().add(node.name(0), product, List.of(first, second), Parameters.NONE);
        boolean isScalar = a.dimensions().size() == 1 && b.dimensions().size() == 1;
        return new Computed(
                result, isScalar ? List.of() : node.builder().shapeOf(result).dimensions());
    }

    private static Shape whole(Computed value) {
        List<Integer> dimensions = new ArrayList<>(value.dimensions());
        while (dimensions.size() > 4 && dimensions.get(0) == 1) {
            dimensions.remove(0);
        }
        return Shape.ofDimensions(dimensions);
    }
}
