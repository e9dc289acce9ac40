package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The {@code Reduce…} operators, their axes given as an attribute or as an input. */
record ReduceOperator(Reduce.Kind kind, int axesAreInputSince) implements Operator {
    @Override
    public void apply(NodeContext node) {
        boolean keeps = node.attributes().flag("keepdims", true);
        boolean isNothing = node.attributes().flag("noop_with_empty_axes", false);
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        int rank = dimensions.size();
        List<Long> named = node.opset() < axesAreInputSince
                ? node.attributes().integers("axes").orElse(List.of())
                : node.has(1) ? Dimensions.list(node.known(1, "axes")) : List.of();
        if (rank == 0) {
            throw OnnxException.of("it reduces a scalar, which is not supported");
        }
        if (named.isEmpty() && isNothing) {
            node.result(node.value(0));
            return;
        }
        List<Integer> axes = named.isEmpty()
                ? IntStream.range(0, rank).boxed().toList()
                : Dimensions.axes(named, rank).stream().sorted().toList();
        List<Integer> result = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (!axes.contains(axis)) {
                result.add(dimensions.get(axis));
            } else if (keeps) {
                result.add(1);
            }
        }
        boolean drops = Dimensions.dropsBatch(dimensions) && !axes.equals(List.of(0));
        List<Integer> own = drops
                ? axes.stream().filter(axis -> axis > 0).map(axis -> axis - 1).toList()
                : axes;
        String reduced = node.builder()
                .add(
                        node.name(0),
                        new Reduce(kind, own, true),
                        List.of(drops ? node.plain(input) : node.whole(input)),
                        Parameters.NONE);
        node.result(new Computed(reduced, result));
    }
}
