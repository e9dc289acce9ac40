package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Transpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Applies an activation before a reshape or transpose instead of after it: there it may become part of what computes the
 * value, and what is left between two operators only moves axes.
 */
final class ActivateEarly implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        Map<String, Integer> uses = graph.uses();
        List<Node> nodes = new ArrayList<>(graph.nodes());
        Map<String, Integer> places = new HashMap<>();
        Map<String, String> renamed = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            places.put(node.name(), i);
            Integer place =
                    node.op() instanceof Activate ? places.get(node.inputs().get(0)) : null;
            if (place == null) {
                continue;
            }
            Node mover = nodes.get(place);
            boolean moves = mover.op() instanceof Reshape || mover.op() instanceof Transpose;
            if (moves && uses.getOrDefault(mover.name(), 0) == 1) {
                notes.accept(node.name() + " moved before " + mover.name());
                nodes.set(place, node.withInputs(mover.inputs()));
                nodes.set(i, mover.withInputs(List.of(node.name())));
                renamed.put(node.name(), mover.name());
                places.remove(node.name());
                places.remove(mover.name());
            }
        }
        return renamed.isEmpty() ? graph : reading(graph, nodes, renamed);
    }

    /** The graph of these nodes, in which what read an activation reads what has moved behind it. */
    private static Graph reading(Graph graph, List<Node> nodes, Map<String, String> renamed) {
        List<Node> result = new ArrayList<>();
        for (Node node : nodes) {
            boolean moved = renamed.containsValue(node.name());
            result.add(
                    moved
                            ? node
                            : node.withInputs(node.inputs().stream()
                                    .map(name -> renamed.getOrDefault(name, name))
                                    .toList()));
        }
        List<Graph.Output> outputs = graph.outputs().stream()
                .map(output -> new Graph.Output(
                        output.name(), renamed.getOrDefault(output.value(), output.value()), output.layout()))
                .toList();
        return new Graph(graph.inputs(), result, outputs);
    }
}
