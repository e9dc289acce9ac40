package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.ElementType;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Computing with numbers that are known. */
final class Folding {
    private Folding() {}

    /** Two tensors element by element; as integers where both are. */
    static Numbers combined(Numbers first, Numbers second, DoubleBinaryOperator reals, LongBinaryOperator integers) {
        List<Integer> dimensions = Dimensions.broadcast(first.dimensions(), second.dimensions());
        int[] a = broadcast(first.dimensions(), dimensions);
        int[] b = broadcast(second.dimensions(), dimensions);
        if (first.type().isReal() || second.type().isReal()) {
            float[] values = new float[a.length];
            for (int i = 0; i < a.length; i++) {
                values[i] = (float) reals.applyAsDouble(first.real(a[i]), second.real(b[i]));
            }
            return Numbers.of(dimensions, values);
        }
        long[] values = new long[a.length];
        for (int i = 0; i < a.length; i++) {
            values[i] = integers.applyAsLong(first.integer(a[i]), second.integer(b[i]));
        }
        return Numbers.of(first.type(), dimensions, new float[0], values);
    }

    /** For every element of a shape, the index of the element that is repeated there. */
    static int[] broadcast(List<Integer> dimensions, List<Integer> to) {
        int[] own = Dimensions.strides(dimensions);
        int[] strides = new int[to.size()];
        int added = to.size() - dimensions.size();
        for (int axis = 0; axis < dimensions.size(); axis++) {
            strides[added + axis] = dimensions.get(axis) == 1 ? 0 : own[axis];
        }
        Numbers.countOfMade(to, Numbers.count(dimensions));
        return Dimensions.indices(to, 0, strides);
    }

    /** A tensor with its axes in another order. */
    static Numbers transposed(Numbers numbers, List<Integer> order) {
        List<Integer> dimensions = order.stream().map(numbers.dimensions()::get).toList();
        int[] own = Dimensions.strides(numbers.dimensions());
        int[] strides = order.stream().mapToInt(axis -> own[axis]).toArray();
        return numbers.picked(dimensions, Dimensions.indices(dimensions, 0, strides));
    }

    /** Tensors one behind the other. */
    static Numbers joined(List<Numbers> parts, int axis) {
        Numbers first = parts.get(0);
        List<Integer> dimensions = new ArrayList<>(first.dimensions());
        int size = 0;
        for (Numbers part : parts) {
            List<Integer> others = new ArrayList<>(part.dimensions());
            OnnxException.unless(others.size() == dimensions.size(), "it joins tensors of different rank");
            size = Math.addExact(size, others.get(axis));
            others.set(axis, dimensions.get(axis));
            OnnxException.unless(others.equals(dimensions), "it joins tensors that differ on another axis");
        }
        dimensions.set(axis, size);
        boolean isReal = parts.stream().anyMatch(part -> part.type().isReal());
        long given = parts.stream().distinct().mapToLong(Numbers::size).sum();
        int count = Numbers.countOfMade(dimensions, given);
        float[] reals = new float[isReal ? count : 0];
        long[] integers = new long[isReal ? 0 : count];
        int inner = Numbers.count(dimensions.subList(axis + 1, dimensions.size()));
        int outer = Numbers.count(dimensions.subList(0, axis));
        int begin = 0;
        for (Numbers part : parts) {
            int length = part.dimensions().get(axis) * inner;
            for (int row = 0; row < outer; row++) {
                for (int i = 0; i < length; i++) {
                    int to = row * size * inner + begin + i;
                    if (isReal) {
                        reals[to] = (float) part.real(row * length + i);
                    } else {
                        integers[to] = part.integer(row * length + i);
                    }
                }
            }
            begin += length;
        }
        return Numbers.of(isReal ? ElementType.FLOAT : first.type(), dimensions, reals, integers);
    }
}
