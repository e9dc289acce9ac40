package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A network: nodes in an order in which they can run, what goes in and what comes out.
 *
 * <p>Every value has a name: that of an input, or of the node whose result it is.
 */
public record Graph(List<Input> inputs, List<Node> nodes, List<Output> outputs) {
    /** What goes in; {@code shape} has the channels first, whatever the layout outside. */
    public record Input(String name, Shape shape, Layout layout) {}

    /** What comes out: a value, and how the outside calls it. */
    public record Output(String name, String value, Layout layout) {}

    public Graph {
        inputs = List.copyOf(inputs);
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        Set<String> known = new HashSet<>();
        for (Input input : inputs) {
            require(known.add(input.name()), "two values called " + input.name());
        }
        for (Node node : nodes) {
            require(known.containsAll(node.inputs()), node.name() + " comes before one of " + node.inputs());
            require(known.add(node.name()), "two values called " + node.name());
        }
        for (Output output : outputs) {
            require(known.contains(output.value()), "there is no " + output.value());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The shape of every value, in the order in which they come to be. */
    public Shapes shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        inputs.forEach(input -> shapes.put(input.name(), input.shape()));
        for (Node node : nodes) {
            List<Shape> given = node.inputs().stream()
                    .map(shapes::get)
                    .filter(Objects::nonNull)
                    .toList();
            shapes.put(node.name(), node.op().output(given));
        }
        return new Shapes(shapes);
    }

    /** Every stored tensor that the nodes make their weights from, each once. */
    public List<Tensor> tensors() {
        return nodes.stream()
                .flatMap(node -> Tensor.of(node.parameters()).stream())
                .distinct()
                .toList();
    }

    /** How often each value is read, by nodes and as output; values that nobody reads are not in it. */
    public Map<String, Integer> uses() {
        Map<String, Integer> uses = new HashMap<>();
        nodes.forEach(node -> node.inputs().forEach(value -> uses.merge(value, 1, Integer::sum)));
        outputs.forEach(output -> uses.merge(output.value(), 1, Integer::sum));
        return uses;
    }

    /** The node whose result a value is, by the name of the value. */
    public Map<String, Node> producers() {
        Map<String, Node> producers = new HashMap<>();
        nodes.forEach(node -> producers.put(node.name(), node));
        return producers;
    }

    /** The same network of other nodes, where reading a value means reading the one that a function names for it. */
    public Graph with(List<Node> others, UnaryOperator<String> renamed) {
        List<Node> result = new ArrayList<>();
        for (Node node : others) {
            result.add(node.withInputs(node.inputs().stream().map(renamed).toList()));
        }
        return new Graph(
                inputs,
                result,
                outputs.stream()
                        .map(output -> new Output(output.name(), renamed.apply(output.value()), output.layout()))
                        .toList());
    }
}
