package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code Gemm}: {@code alpha·A·B + beta·C}, the matrix B known. */
final class GemmOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        float alpha = node.attributes().real("alpha", 1f);
        float beta = node.attributes().real("beta", 1f);
        boolean isFirstTransposed = node.attributes().flag("transA", false);
        boolean isSecondTransposed = node.attributes().flag("transB", false);
        node.attributes().ignore("broadcast");
        if (!node.isKnown(1)) {
            node.result(computed(node, alpha, beta, isFirstTransposed, isSecondTransposed));
            return;
        }
        Known weight = node.knownValue(1, "matrix B");
        Computed given = node.uncertain(0);
        List<Integer> sizes = weight.dimensions();
        NodeContext.require(
                given.dimensions().size() == 2 && sizes.size() == 2,
                "it multiplies %s by %s; it takes matrices",
                Numbers.text(given.dimensions()),
                Numbers.text(sizes));
        Computed rows = isFirstTransposed ? given.transposed(List.of(1, 0)) : given;
        int in = sizes.get(isSecondTransposed ? 1 : 0);
        int out = sizes.get(isSecondTransposed ? 0 : 1);
        NodeContext.require(
                rows.dimensions().get(1) == in,
                "it multiplies %s by %s",
                Numbers.text(rows.dimensions()),
                Numbers.text(List.of(in, out)));
        float[] values = weight.numbers().reals();
        float[] matrix = Dense.scaled(isSecondTransposed ? values : Dense.transposed(values, in, out), alpha);
        Optional<float[]> bias = bias(node, out, beta);
        List<Integer> dimensions = List.of(rows.dimensions().get(0), out);
        Computed product = Dense.multiply(node, rows, in, out, weight.name(), matrix, bias, dimensions);
        if (!node.has(2) || bias.isPresent() || beta == 0f) {
            node.result(product);
            return;
        }
        Value summand = node.value(2);
        if (beta != 1f) {
            summand = Arithmetic.MULTIPLY.combine(node, summand, node.number("beta", beta));
        }
        Value sum = Arithmetic.ADD.combine(node, product, summand);
        NodeContext.require(
                sum.dimensions().equals(dimensions),
                "it adds %s to %s",
                Numbers.text(summand.dimensions()),
                Numbers.text(dimensions));
        node.result(sum);
    }

    /** The same of matrices that both are computed. */
    private static Value computed(
            NodeContext node, float alpha, float beta, boolean isFirstTransposed, boolean isSecondTransposed) {
        Value result =
                MatMulOperator.product(node, node.computed(0), node.computed(1), isFirstTransposed, isSecondTransposed);
        if (alpha != 1f) {
            result = Arithmetic.MULTIPLY.combine(node, result, node.number("alpha", alpha));
        }
        if (!node.has(2) || beta == 0f) {
            return result;
        }
        Value summand = beta == 1f
                ? node.value(2)
                : Arithmetic.MULTIPLY.combine(node, node.value(2), node.number("beta", beta));
        return Arithmetic.ADD.combine(node, result, summand);
    }

    /** The summand as one number per output, where it is that and known. */
    private static Optional<float[]> bias(NodeContext node, int out, float beta) {
        if (!node.isKnown(2) || beta == 0f) {
            return Optional.empty();
        }
        Numbers numbers = node.known(2, "matrix C");
        float[] bias = Dense.scaled(numbers.reals(), beta);
        List<Integer> sizes = numbers.dimensions();
        if (numbers.size() == 1) {
            float[] all = new float[Numbers.countOfMade(List.of(out), 1)];
            Arrays.fill(all, bias[0]);
            return Optional.of(all);
        }
        boolean isRow = numbers.size() == out && !sizes.isEmpty() && sizes.get(sizes.size() - 1) == out;
        return isRow ? Optional.of(bias) : Optional.empty();
    }
}
