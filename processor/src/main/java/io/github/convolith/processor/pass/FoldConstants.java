package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Computes what depends on constants only, as long as the result can be written into the code. */
final class FoldConstants implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        Shapes shapes = graph.shapes();
        Map<String, Constant> known = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Optional<Constant> value = value(node, shapes, known);
            value.ifPresent(constant -> known.put(node.name(), constant));
            if (value.isPresent() && !(node.op() instanceof Constant)) {
                notes.accept(node.name() + " folded: it depends on constants only");
                nodes.add(new Node(node.name(), value.get(), List.of()));
            } else {
                nodes.add(node);
            }
        }
        return graph.with(nodes, name -> name);
    }

    private static Optional<Constant> value(Node node, Shapes shapes, Map<String, Constant> known) {
        if (node.op() instanceof Constant constant) {
            return Optional.of(constant);
        }
        boolean isSmall = shapes.elements(node.name()) <= Constant.MOST_IN_CODE;
        if (!isSmall || node.inputs().isEmpty() || !known.keySet().containsAll(node.inputs())) {
            return Optional.empty();
        }
        return Evaluator.evaluate(
                node.op(),
                node.inputs().stream()
                        .map(known::get)
                        .map(Objects::requireNonNull)
                        .toList());
    }
}
