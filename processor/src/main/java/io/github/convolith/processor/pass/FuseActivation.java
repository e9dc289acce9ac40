package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Scale;
import java.util.Optional;
import java.util.function.Consumer;

/** Applies an activation where the value before it is stored. */
final class FuseActivation implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        return Fusion.everywhere(graph, (first, second, input, shapes) -> {
            if (second.op() instanceof Activate activate) {
                return activated(first.op(), activate.activation()).map(op -> {
                    notes.accept(second.name() + " fused into " + first.name());
                    return new Node(second.name(), op, first.inputs(), first.parameters());
                });
            }
            return Optional.empty();
        });
    }

    /** The operator with an activation behind it; empty if it has one already, or cannot have any. */
    private static Optional<Op> activated(Op op, Activation activation) {
        if (op instanceof Conv conv && conv.activation().isNone()) {
            return Optional.of(conv.withActivation(activation));
        }
        if (op instanceof Scale scale && scale.activation().isNone()) {
            return Optional.of(new Scale(activation));
        }
        if (op instanceof Elementwise elementwise && elementwise.activation().isNone()) {
            return Optional.of(new Elementwise(elementwise.kind(), activation));
        }
        return Optional.empty();
    }
}
