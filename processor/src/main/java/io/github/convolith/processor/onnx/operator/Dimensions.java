package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Shapes and axes as ONNX writes them. */
final class Dimensions {
    /** Axes of a shape: many more than anything has, where numbers that are no shape are taken for one. */
    private static final int MOST_AXES = 64;

    private Dimensions() {}

    /** An axis that may be counted from the end. */
    static int axis(long axis, int rank) {
        OnnxException.unless(axis >= -rank && axis < rank, "it names axis %d, of %d", axis, rank);
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** Axes that may be counted from the end, none twice. */
    static List<Integer> axes(List<Long> axes, int rank) {
        List<Integer> result = axes.stream().map(axis -> axis(axis, rank)).toList();
        OnnxException.unless(Set.copyOf(result).size() == result.size(), "it names an axis twice: %s", axes);
        return result;
    }

    /** A shape with a batch in front. */
    static List<Integer> batched(int batch, Shape shape) {
        return Stream.concat(Stream.of(batch), shape.dimensions().stream()).toList();
    }

    /** Without the first axis. */
    static Shape item(List<Integer> dimensions) {
        return Shape.ofDimensions(dimensions.subList(1, dimensions.size()));
    }

    /** Whether values of this shape normally are without their batch axis. */
    static boolean dropsBatch(List<Integer> dimensions) {
        return dimensions.size() > 1 && dimensions.get(0) == 1;
    }

    /** The sizes that a list of numbers means. */
    static List<Integer> sizes(List<Long> numbers) {
        OnnxException.unless(
                numbers.size() <= MOST_AXES,
                "it names a shape of %d axes; %d are the limit",
                numbers.size(),
                MOST_AXES);
        List<Integer> sizes = new ArrayList<>();
        for (long number : numbers) {
            OnnxException.unless(number >= 0 && number <= Integer.MAX_VALUE, "it names the shape %s", numbers);
            sizes.add((int) number);
        }
        return sizes;
    }

    /** The integers of a tensor. */
    static List<Long> list(Numbers numbers) {
        return Arrays.stream(numbers.integers()).boxed().toList();
    }

    /** The shape that two broadcast to. */
    static List<Integer> broadcast(List<Integer> first, List<Integer> second) {
        int rank = Math.max(first.size(), second.size());
        List<Integer> result = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int a = aligned(first, axis, rank);
            int b = aligned(second, axis, rank);
            OnnxException.unless(
                    a == b || a == 1 || b == 1,
                    "%s and %s cannot be combined element by element",
                    Numbers.text(first),
                    Numbers.text(second));
            result.add(a == 1 ? b : a);
        }
        return result;
    }

    /** The size of an axis of a shape that has axes of one element put in front. */
    static int aligned(List<Integer> dimensions, int axis, int rank) {
        int own = axis - (rank - dimensions.size());
        return own < 0 ? 1 : dimensions.get(own);
    }

    /** A shape with axes of one element put in front. */
    static List<Integer> extended(List<Integer> dimensions, int rank) {
        List<Integer> result = new ArrayList<>(Collections.nCopies(Math.max(0, rank - dimensions.size()), 1));
        result.addAll(dimensions);
        return result;
    }

    /** By how much a row-major index grows along each axis. */
    static int[] strides(List<Integer> dimensions) {
        int[] strides = new int[dimensions.size()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride = Math.multiplyExact(stride, dimensions.get(axis));
        }
        return strides;
    }

    /**
     * The row-major indices of a part, in its own row-major order.
     *
     * @param sizes of the part
     * @param offset the index of its first element
     * @param strides by how much the index grows along each axis of the part
     */
    static int[] indices(List<Integer> sizes, int offset, int[] strides) {
        int[] indices = new int[Numbers.count(sizes)];
        int[] place = new int[sizes.size()];
        int index = offset;
        for (int i = 0; i < indices.length; i++) {
            indices[i] = index;
            for (int axis = place.length - 1; axis >= 0; axis--) {
                index += strides[axis];
                if (++place[axis] < sizes.get(axis)) {
                    break;
                }
                index -= strides[axis] * place[axis];
                place[axis] = 0;
            }
        }
        return indices;
    }
}
