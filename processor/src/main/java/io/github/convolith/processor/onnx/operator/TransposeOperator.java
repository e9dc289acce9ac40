package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.List;
import java.util.stream.IntStream;

/** {@code Transpose}. */
final class TransposeOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        int rank = node.dimensions(0).size();
        List<Integer> order = node.attributes()
                .integers("perm")
                .map(named -> Dimensions.axes(named, rank))
                .orElseGet(() -> IntStream.range(0, rank)
                        .mapToObj(axis -> rank - 1 - axis)
                        .toList());
        NodeContext.require(order.size() == rank, "its attribute 'perm' is %s, for %d axes", order, rank);
        if (node.value(0) instanceof Known known) {
            // Under its own name, as it often is a kernel on its way to its layer.
            node.result(new Known(known.name(), Folding.transposed(known.numbers(), order)));
        } else {
            node.result(((Computed) node.value(0)).transposed(order));
        }
    }
}
