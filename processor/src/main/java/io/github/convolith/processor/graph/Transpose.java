package io.github.convolith.processor.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The axes of an activation in another order.
 *
 * @param order for each axis of the result, the axis of the input that it is; 0 is the channels
 */
public record Transpose(List<Integer> order) implements Op {
    public Transpose {
        order = List.copyOf(order);
        if (!order.stream().sorted().toList().equals(range(order.size()))) {
            throw new IllegalArgumentException(order + " does not name every axis once");
        }
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** Whether the elements stay in their order for an input: axes of a single element may move all the same. */
    public boolean keepsOrder(Shape input) {
        List<Integer> moved =
                order.stream().filter(axis -> input.dimensions().get(axis) > 1).toList();
        return moved.stream().sorted().toList().equals(moved);
    }

    /** This order applied to what another one makes. */
    public Transpose after(Transpose first) {
        return new Transpose(order.stream().map(first.order::get).toList());
    }

    @Override
    public String title() {
        return "transpose";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(order.size() == input.rank(), "it orders %d axes and is given %s", order.size(), input);
        return Shape.ofDimensions(order.stream().map(input.dimensions()::get).toList());
    }
}
