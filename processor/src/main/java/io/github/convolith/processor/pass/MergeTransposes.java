package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.graph.Transpose;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes one of two transposes or two reshapes in a row. A transpose that leaves the elements in their order becomes a
 * reshape, which costs nothing.
 */
final class MergeTransposes implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        Shapes shapes = graph.shapes();
        Graph reshaped = graph.with(
                graph.nodes().stream()
                        .map(node -> reshaped(node, shapes, notes))
                        .toList(),
                name -> name);
        return Fusion.everywhere(
                reshaped,
                (first, second, input, all) -> merged(first.op(), second.op()).map(op -> {
                    notes.accept(first.name() + " merged into " + second.name());
                    return new Node(second.name(), op, first.inputs());
                }));
    }

    private static Node reshaped(Node node, Shapes shapes, Consumer<String> notes) {
        if (node.op() instanceof Transpose transpose
                && transpose.keepsOrder(shapes.of(node.inputs().get(0)))) {
            notes.accept(node.name() + " moves axes of a single element only: it is a reshape");
            return new Node(node.name(), new Reshape(shapes.of(node.name())), node.inputs());
        }
        return node;
    }

    private static Optional<Op> merged(Op first, Op second) {
        if (first instanceof Transpose before && second instanceof Transpose after) {
            return Optional.of(after.after(before));
        }
        return first instanceof Reshape && second instanceof Reshape ? Optional.of(second) : Optional.empty();
    }
}
