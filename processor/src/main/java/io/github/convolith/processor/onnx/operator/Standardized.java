package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A value with the mean of its own elements taken off, and divided by their standard deviation: what normalisations that
 * know no statistics beforehand have in common.
 *
 * @param mean the mean along the axes, which stay with one element each
 * @param variance the mean square of what is left without it
 * @param root the divisor, {@code √(variance + epsilon)}
 * @param result {@code (x - mean) / root}
 */
record Standardized(Computed mean, Computed variance, Value root, Value result) {
    /** Standardises a value over some axes, in ascending order. */
    static Standardized of(NodeContext node, Computed input, List<Integer> axes, float epsilon) {
        Computed mean = ReduceOperator.reduced(node, input, Reduce.Kind.MEAN, axes, true);
        Computed centered = (Computed) Arithmetic.SUBTRACT.combine(node, input, mean);
        Computed variance = meanSquare(node, centered, axes);
        Value root = root(node, variance, epsilon);
        return new Standardized(mean, variance, root, Arithmetic.DIVIDE.combine(node, centered, root));
    }

    /** A value as a matrix: all axes before one are its rows, that one and those behind it the columns. */
    static Computed rows(Computed input, int axis) {
        List<Integer> dimensions = input.dimensions();
        int rows = GraphBuilder.count(dimensions.subList(0, axis));
        int columns = GraphBuilder.count(dimensions.subList(axis, dimensions.size()));
        return new Computed(input.node(), List.of(rows, columns));
    }

    /** The mean of the squares along some axes, which stay with one element each. */
    static Computed meanSquare(NodeContext node, Computed input, List<Integer> axes) {
        Computed squares = (Computed) Arithmetic.MULTIPLY.combine(node, input, input);
        return ReduceOperator.reduced(node, squares, Reduce.Kind.MEAN, axes, true);
    }

    /** {@code √(value + epsilon)}. */
    static Value root(NodeContext node, Value value, float epsilon) {
        Value shifted = Arithmetic.ADD.combine(node, value, node.number("epsilon", epsilon));
        return FunctionOperator.applied(node, shifted, new Unary(Unary.Kind.SQUARE_ROOT, 0f));
    }

    /**
     * {@code scale·x + bias}, both inputs of the node with a number per channel.
     *
     * @param scale which input the scale is; the bias is the next
     */
    static Value perChannel(NodeContext node, Value value, int scale) {
        List<Integer> dimensions =
                new ArrayList<>(Collections.nCopies(value.dimensions().size(), 1));
        dimensions.set(1, value.dimensions().get(1));
        Value scaled = Arithmetic.MULTIPLY.combine(node, value, Views.reshaped(node, node.value(scale), dimensions));
        return Arithmetic.ADD.combine(node, scaled, Views.reshaped(node, node.value(scale + 1), dimensions));
    }
}
