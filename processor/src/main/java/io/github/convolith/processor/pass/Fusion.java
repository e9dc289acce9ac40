package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one node of two: of one that computes a value, and of the only one that reads it. */
interface Fusion {
    /**
     * The node that computes what both compute one after the other.
     *
     * @param producer computes one of the consumer's inputs
     * @param input which of its inputs that is
     * @return the new node under any name, or empty if these two stay as they are
     */
    Optional<Node> fuse(Node producer, Node consumer, int input, Shapes shapes);

    /** Whether the weights of both may become those of one node. */
    static boolean fit(Node producer, Node consumer) {
        return producer.parameters().sources() + consumer.parameters().sources() <= Parameters.MOST_SOURCES;
    }

    /** Fuses all pairs there are, front to back. */
    static Graph everywhere(Graph graph, Fusion fusion) {
        Map<String, Integer> uses = graph.uses();
        Shapes shapes = graph.shapes();
        Map<String, Node> producers = new HashMap<>();
        List<Node> result = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Node current = node;
            for (int input = 0; input < node.inputs().size(); input++) {
                String value = node.inputs().get(input);
                Node producer = producers.get(value);
                if (producer == null || uses.getOrDefault(value, 0) != 1) {
                    continue;
                }
                Optional<Node> fused = fusion.fuse(producer, current, input, shapes);
                if (fused.isPresent()) {
                    result.remove(producer);
                    current = fused.get().named(node.name());
                    break;
                }
            }
            result.add(current);
            producers.put(current.name(), current);
        }
        return graph.with(result, name -> name);
    }
}
