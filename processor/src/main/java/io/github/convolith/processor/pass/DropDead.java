package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes out what nobody reads, such as parts of a split that are of no use. */
final class DropDead implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        Map<String, Integer> uses = graph.uses();
        List<Node> read = graph.nodes().stream()
                .filter(node -> uses.containsKey(node.name()))
                .toList();
        if (read.size() == graph.nodes().size()) {
            return graph;
        }
        graph.nodes().stream()
                .filter(node -> !uses.containsKey(node.name()))
                .forEach(node -> notes.accept(node.name() + " dropped: nobody reads it"));
        return graph.with(read, name -> name);
    }
}
