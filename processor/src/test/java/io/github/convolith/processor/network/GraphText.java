package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shapes;
import java.util.StringJoiner;

/** A network as text, one line a node, for the messages of failing tests. */
final class GraphText {
    private GraphText() {}

    static String of(Graph graph) {
        Shapes shapes = graph.shapes();
        StringJoiner lines = new StringJoiner("\n");
        graph.inputs()
                .forEach(input -> lines.add("%s = input %s %s".formatted(input.name(), input.shape(), input.layout())));
        for (Node node : graph.nodes()) {
            lines.add("%s = %s(%s) -> %s, weights %s"
                    .formatted(
                            node.name(),
                            node.op(),
                            String.join(", ", node.inputs()),
                            shapes.of(node.name()),
                            node.parameters()));
        }
        graph.outputs()
                .forEach(output ->
                        lines.add("output %s = %s %s".formatted(output.name(), output.value(), output.layout())));
        return lines.toString();
    }
}
