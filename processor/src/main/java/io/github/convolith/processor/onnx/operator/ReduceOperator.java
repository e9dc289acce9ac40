package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The {@code Reduce…} operators, their axes given as an attribute or as an input. */
record ReduceOperator(Reduce.Kind kind, int axesAreInputSince) implements Operator {
    @Override
    public void apply(NodeContext node) {
        boolean keeps = node.attributes().flag("keepdims", true);
        boolean isNothing = node.attributes().flag("noop_with_empty_axes", false);
        if (node.value(0) instanceof Known known && known.numbers().size() == 0) {
            node.result(ofNothing(node, known, keeps, isNothing));
            return;
        }
        Computed input = node.computed(0);
        int rank = input.dimensions().size();
        List<Long> named = named(node);
        if (rank == 0) {
            throw OnnxException.of("it reduces a scalar, which is not supported");
        }
        if (named.isEmpty() && isNothing) {
            node.result(node.value(0));
            return;
        }
        List<Integer> axes = axes(named, rank);
        node.result(reduced(node, input, kind, axes, keeps));
    }

    private List<Long> named(NodeContext node) {
        if (node.opset() < axesAreInputSince) {
            return node.attributes().integers("axes").orElse(List.of());
        }
        return node.has(1) ? Dimensions.list(node.known(1, "axes")) : List.of();
    }

    private static List<Integer> axes(List<Long> named, int rank) {
        return named.isEmpty()
                ? IntStream.range(0, rank).boxed().toList()
                : Dimensions.axes(named, rank).stream().sorted().toList();
    }

    /** What comes of no elements at all. */
    private Value ofNothing(NodeContext node, Known nothing, boolean keeps, boolean isNothing) {
        List<Long> named = named(node);
        if (named.isEmpty() && isNothing) {
            return nothing;
        }
        List<Integer> dimensions =
                left(nothing.dimensions(), axes(named, nothing.dimensions().size()), keeps);
        float[] values = new float[Numbers.count(dimensions)];
        Arrays.fill(
                values,
                switch (kind) {
                    case SUM, L1, L2, SUM_OF_SQUARES -> 0f;
                    case PRODUCT -> 1f;
                    case MIN -> Float.POSITIVE_INFINITY;
                    case MAX, LOG_SUM, LOG_SUM_EXP -> Float.NEGATIVE_INFINITY;
                    case MEAN -> throw new OnnxException("it takes the mean of no elements");
                });
        return new Known(node.name(0), Numbers.of(dimensions, values));
    }

    /** The shape that is left of one. */
    private static List<Integer> left(List<Integer> dimensions, List<Integer> axes, boolean keeps) {
        List<Integer> left = new ArrayList<>();
        for (int axis = 0; axis < dimensions.size(); axis++) {
            if (!axes.contains(axis)) {
                left.add(dimensions.get(axis));
            } else if (keeps) {
                left.add(1);
            }
        }
        return left;
    }

    /**
     * One element of all those along some axes.
     *
     * @param axes in ascending order
     * @param keeps whether these axes stay, with one element each
     */
    static Computed reduced(NodeContext node, Computed input, Reduce.Kind kind, List<Integer> axes, boolean keeps) {
        List<Integer> dimensions = input.dimensions();
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
        return new Computed(reduced, left(dimensions, axes, keeps));
    }
}
