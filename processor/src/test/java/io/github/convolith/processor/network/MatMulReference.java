package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The matrix product with its broadcasting: every activation gets as many axes as the other, then the axes are joined. */
final class MatMulReference implements OpReference<MatMul> {
    @Override
    public Value compute(MatMul op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        boolean isRow = inputs.get(0).shape().rank() == 1;
        boolean isColumn = inputs.get(1).shape().rank() == 1;
        int rank = Math.max(
                2, Math.max(inputs.get(0).shape().rank(), inputs.get(1).shape().rank()));
        Value a = matrices(inputs.get(0), rank, op.transposeA(), false);
        Value b = matrices(inputs.get(1), rank, op.transposeB(), isColumn);
        int inner = a.extent(rank - 1);
        List<Integer> dimensions = new ArrayList<>();
        for (int axis = 0; axis < rank - 2; axis++) {
            dimensions.add(Math.max(a.extent(axis), b.extent(axis)));
        }
        dimensions.add(a.extent(rank - 2));
        dimensions.add(b.extent(rank - 1));
        Value product = Value.of(Shape.ofDimensions(dimensions), place -> {
            Inexact sum = Inexact.ZERO;
            for (int k = 0; k < inner; k++) {
                int[] left = place.clone();
                int[] right = place.clone();
                left[rank - 1] = k;
                right[rank - 2] = k;
                sum = sum.plus(at(a, left).times(at(b, right)));
            }
            return sum;
        });
        List<Integer> left = new ArrayList<>(dimensions);
        if (isColumn) {
            left.remove(rank - 1);
        }
        if (isRow) {
            left.remove(rank - 2);
        }
        return new Value(left.isEmpty() ? Shape.of(1) : Shape.ofDimensions(left), product.elements());
    }

    /** An activation with so many axes, the last two of them in the order of the product. */
    private static Value matrices(Value value, int rank, boolean isTransposed, boolean isColumn) {
        List<Integer> dimensions = new ArrayList<>(value.shape().dimensions());
        if (isColumn) {
            dimensions.add(1);
        }
        while (dimensions.size() < rank) {
            dimensions.add(0, 1);
        }
        Value matrices = new Value(Shape.ofDimensions(dimensions), value.elements());
        if (!isTransposed) {
            return matrices;
        }
        Collections.swap(dimensions, rank - 2, rank - 1);
        return Value.of(Shape.ofDimensions(dimensions), place -> {
            int[] source = place.clone();
            source[rank - 2] = place[rank - 1];
            source[rank - 1] = place[rank - 2];
            return matrices.at(source);
        });
    }

    private static Inexact at(Value value, int[] place) {
        int[] own = place.clone();
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = Math.min(own[axis], value.extent(axis) - 1);
        }
        return value.at(own);
    }
}
