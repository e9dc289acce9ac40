package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What an ONNX value is while a model is imported; dimensions are those of ONNX, the batch included. */
public sealed interface Value {
    /** Its shape, empty for a scalar. */
    List<Integer> dimensions();

    /**
     * Numbers that are known.
     *
     * @param name the tensor of the model they come from, or the node that they are the result of
     */
    record Known(String name, Numbers numbers) implements Value {
        @Override
        public List<Integer> dimensions() {
            return numbers.dimensions();
        }
    }

    /**
     * What a network computes, possibly with its axes in another order: a transposition is carried along until somebody
     * needs the elements in their order, and by then another one has often undone it.
     *
     * @param node the node whose result it is, which may have any shape of as many elements
     * @param stored its shape as it is stored
     * @param order for each of its axes, which axis of the stored shape that is
     */
    record Computed(String node, List<Integer> stored, List<Integer> order) implements Value {
        public Computed {
            stored = List.copyOf(stored);
            order = List.copyOf(order);
        }

        /** A value whose axes are stored in their order. */
        Computed(String node, List<Integer> dimensions) {
            this(node, dimensions, IntStream.range(0, dimensions.size()).boxed().toList());
        }

        @Override
        public List<Integer> dimensions() {
            return order.stream().map(stored::get).toList();
        }

        /** The same elements with their axes in yet another order. */
        Computed transposed(List<Integer> axes) {
            return new Computed(node, stored, axes.stream().map(order::get).toList());
        }

        /** Whether the elements lie in memory as their shape says; axes of one element may be anywhere. */
        boolean isInOrder() {
            List<Integer> moving = new ArrayList<>(order);
            moving.removeIf(axis -> stored.get(axis) == 1);
            return moving.equals(moving.stream().sorted().toList());
        }
    }
}
