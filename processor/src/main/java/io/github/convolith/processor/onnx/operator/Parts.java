package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Parts of values. */
final class Parts {
    private Parts() {}

    /** So many elements of each axis, from one on, so many apart. */
    static Value part(NodeContext node, Value value, List<Integer> begins, List<Integer> sizes, List<Integer> steps) {
        if (value.dimensions().equals(sizes) && steps.stream().allMatch(step -> step == 1)) {
            return value;
        }
        if (value instanceof Known known) {
            int[] own = Dimensions.strides(known.dimensions());
            int[] strides = new int[own.length];
            int offset = 0;
            for (int axis = 0; axis < own.length; axis++) {
                strides[axis] = own[axis] * steps.get(axis);
                offset += own[axis] * begins.get(axis);
            }
            return new Known(node.name(0), known.numbers().picked(sizes, Dimensions.indices(sizes, offset, strides)));
        }
        OnnxException.unless(
                sizes.stream().allMatch(size -> size > 0), "its result has no elements, but the shape %s", sizes);
        Computed computed = (Computed) value;
        List<Integer> order = computed.order();
        List<Integer> stored = computed.stored();
        List<Integer> storedBegins = stored(begins, order);
        List<Integer> storedSizes = stored(sizes, order);
        List<Integer> storedSteps = stored(steps, order);
        boolean drops = Dimensions.dropsBatch(stored);
        int from = drops ? 1 : 0;
        String source = node.builder().reshape(computed.node(), GraphBuilder.shape(stored));
        int rank = stored.size();
        String result = node.builder()
                .add(
                        node.name(0),
                        new Slice(
                                storedBegins.subList(from, rank),
                                storedSizes.subList(from, rank),
                                storedSteps.subList(from, rank)),
                        List.of(source),
                        Parameters.NONE);
        return new Computed(result, storedSizes, order);
    }

    private static List<Integer> stored(List<Integer> perAxis, List<Integer> order) {
        List<Integer> result = new ArrayList<>(perAxis);
        for (int axis = 0; axis < order.size(); axis++) {
            result.set(order.get(axis), perAxis.get(axis));
        }
        return result;
    }

    /** So many places along one axis, from one on. */
    static Value stretch(NodeContext node, Value value, int axis, int begin, int size) {
        int rank = value.dimensions().size();
        List<Integer> begins = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> sizes = new ArrayList<>(value.dimensions());
        begins.set(axis, begin);
        sizes.set(axis, size);
        return part(node, value, begins, sizes, Collections.nCopies(rank, 1));
    }
}
