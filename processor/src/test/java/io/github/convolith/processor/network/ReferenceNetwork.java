package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Executes a network as it stands, node by node, by the references of its operators. */
final class ReferenceNetwork {
    private ReferenceNetwork() {}

    /** The nodes that something which comes out depends on. */
    static List<Node> live(Graph graph) {
        Set<String> read = new HashSet<>();
        graph.outputs().forEach(output -> read.add(output.value()));
        List<Node> live = new ArrayList<>();
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (read.contains(nodes.get(i).name())) {
                live.add(0, nodes.get(i));
                read.addAll(nodes.get(i).inputs());
            }
        }
        return live;
    }

    /**
     * Computes every value of a network that something which comes out depends on.
     *
     * @param inputs the elements of each input, channels first, by name
     * @return all values by name, those that go in included
     */
    static Map<String, Value> values(Graph graph, StoredWeights weights, Map<String, float[]> inputs) {
        Shapes shapes = graph.shapes();
        Map<String, Value> values = new LinkedHashMap<>();
        graph.inputs().forEach(input -> values.put(input.name(), Value.of(input.shape(), inputs.get(input.name()))));
        for (Node node : live(graph)) {
            List<Value> given = node.inputs().stream().map(values::get).toList();
            Value value = References.compute(node, given, weights);
            Shape inferred = shapes.of(node.name());
            if (!value.shape().equals(inferred)) {
                throw new AssertionError(
                        "%s is %s, but inferred to be %s: %s".formatted(node.name(), value.shape(), inferred, node));
            }
            values.put(node.name(), value);
        }
        return values;
    }

    /** Computes the outputs of a network, by the names that the outside calls them. */
    static Map<String, Value> outputs(Graph graph, StoredWeights weights, Map<String, float[]> inputs) {
        Map<String, Value> values = values(graph, weights, inputs);
        Map<String, Value> outputs = new LinkedHashMap<>();
        graph.outputs().forEach(output -> outputs.put(output.name(), values.get(output.value())));
        return outputs;
    }
}
