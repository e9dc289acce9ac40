package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** All elements whose places agree on the axes that stay, as one. */
final class ReduceReference implements OpReference<Reduce> {
    @Override
    public Value compute(Reduce op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        int rank = input.shape().rank();
        List<Integer> kept = new ArrayList<>();
        int[] all = new int[rank];
        int[] reduced = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            boolean goes = op.axes().contains(axis);
            all[axis] = goes ? 1 : input.extent(axis);
            reduced[axis] = goes ? input.extent(axis) : 1;
            if (!goes || op.keepDims()) {
                kept.add(all[axis]);
            }
        }
        List<Inexact> results = new ArrayList<>();
        for (int[] place : Value.places(all)) {
            List<Inexact> elements = new ArrayList<>();
            for (int[] step : Value.places(reduced)) {
                int[] source = new int[rank];
                for (int axis = 0; axis < rank; axis++) {
                    source[axis] = place[axis] + step[axis];
                }
                elements.add(input.at(source));
            }
            results.add(reduce(op.kind(), elements));
        }
        return new Value(Shape.ofDimensions(kept.isEmpty() ? List.of(1) : kept), results);
    }

    private static Inexact reduce(Reduce.Kind kind, List<Inexact> elements) {
        return switch (kind) {
            case MEAN -> sum(elements).times(1.0 / elements.size());
            case MAX -> elements.stream().reduce(Inexact::max).orElseThrow();
            case MIN -> elements.stream().reduce(Inexact::min).orElseThrow();
            case SUM -> sum(elements);
            case PRODUCT -> elements.stream().reduce(Inexact::times).orElseThrow();
            case L1 ->
                sum(elements.stream().map(element -> element.map(Math::abs)).toList());
            case L2 -> squares(elements).map(square -> Math.sqrt(Math.max(square, 0)));
            case SUM_OF_SQUARES -> squares(elements);
            case LOG_SUM -> sum(elements).map(Math::log);
            case LOG_SUM_EXP ->
                sum(elements.stream().map(element -> element.map(Math::exp)).toList())
                        .map(Math::log);
        };
    }

    private static Inexact sum(List<Inexact> elements) {
        return elements.stream().reduce(Inexact.ZERO, Inexact::plus);
    }

    private static Inexact squares(List<Inexact> elements) {
        return sum(elements.stream().map(element -> element.times(element)).toList());
    }
}
