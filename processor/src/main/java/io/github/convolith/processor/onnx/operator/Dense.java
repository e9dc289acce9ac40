package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;
import java.util.Optional;

/** Products with matrices of known numbers. */
final class Dense {
    private Dense() {}

    /**
     * Multiplies every row by a matrix.
     *
     * @param rows so many rows of {@code in} elements each, in whatever shape
     * @param weight the tensor that the matrix comes from
     * @param matrix {@code out × in}
     * @param dimensions the shape of the result
     */
    static Computed multiply(
            NodeContext node,
            Computed rows,
            int in,
            int out,
            String weight,
            float[] matrix,
            Optional<float[]> bias,
            List<Integer> dimensions) {
        int count = GraphBuilder.count(rows.dimensions()) / in;
        FilterSource filter = Filters.store(node, weight, in, out, 1, List.of(), false, matrix, bias);
        Conv dense = new Conv(
                in,
                out,
                1,
                List.of(),
                false,
                bias.isPresent() ? BiasRule.ADD : BiasRule.NONE,
                Activation.NONE,
                Optional.empty());
        Computed matrixOfRows = new Computed(node.inOrder(rows).node(), List.of(count, in));
        Computed product = node.perItem(
                matrixOfRows,
                row -> node.builder().add(node.name(0), dense, List.of(row), filter),
                List.of(count, out));
        return new Computed(product.node(), dimensions);
    }

    /** A matrix {@code rows × columns} as {@code columns × rows}. */
    static float[] transposed(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
        return result;
    }

    /** Every number times a factor. */
    static float[] scaled(float[] values, float factor) {
        if (factor == 1f) {
            return values;
        }
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] * factor;
        }
        return result;
    }
}
