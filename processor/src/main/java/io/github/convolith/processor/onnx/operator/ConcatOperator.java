package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.List;

/** {@code Concat}. */
final class ConcatOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        int rank = node.dimensions(0).size();
        int axis = Dimensions.axis(node.attributes().integer("axis", node.opset() < 4 ? 1 : 0), rank);
        List<Value> parts = new ArrayList<>();
        boolean isKnown = true;
        for (int input = 0; input < node.inputs(); input++) {
            NodeContext.require(node.dimensions(input).size() == rank, "it joins values of different rank");
            if (GraphBuilder.count(node.dimensions(input)) > 0) {
                parts.add(node.value(input));
            }
            isKnown = isKnown && node.isKnown(input);
        }
        if (isKnown) {
            List<Numbers> numbers = new ArrayList<>();
            for (int input = 0; input < node.inputs(); input++) {
                numbers.add(node.known(input, "part"));
            }
            node.result(Folding.joined(numbers, axis));
            return;
        }
        List<Computed> computed = parts.stream()
                .map(part -> part instanceof Known known ? node.constant(known) : (Computed) part)
                .toList();
        node.result(joined(node, computed, axis));
    }

    /** Joins values; as they are stored, where all have their axes in the same order. */
    static Computed joined(NodeContext node, List<Computed> values, int axis) {
        List<Integer> order = values.get(0).order();
        boolean isAlike = values.stream().allMatch(value -> value.order().equals(order));
        List<Computed> parts =
                isAlike ? values : values.stream().map(node::inOrder).toList();
        Computed first = parts.get(0);
        int stored = first.order().get(axis);
        boolean withBatch = stored == 0 || !Dimensions.dropsBatch(first.stored());
        List<String> nodes = parts.stream()
                .map(part -> node.builder()
                        .reshape(
                                part.node(),
                                withBatch ? Shape.ofDimensions(part.stored()) : GraphBuilder.shape(part.stored())))
                .toList();
        String result = Slices.joined(node, withBatch ? stored : stored - 1, nodes);
        List<Integer> dimensions = new ArrayList<>(first.stored());
        dimensions.set(
                stored, parts.stream().map(part -> part.stored().get(stored)).reduce(0, Math::addExact));
        return new Computed(result, dimensions, first.order());
    }
}
