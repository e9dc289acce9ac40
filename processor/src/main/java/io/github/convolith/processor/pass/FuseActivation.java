package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activated;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import java.util.Optional;
import java.util.function.Consumer;

/** Applies an activation where the value before it is stored. */
final class FuseActivation implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        return Fusion.everywhere(graph, (first, second, input, shapes) -> {
            if (second.op() instanceof Activate activate
                    && first.op() instanceof Activated op
                    && op.activation().isNone()) {
                notes.accept(second.name() + " fused into " + first.name());
                Activated fused = op.withActivation(activate.activation());
                return Optional.of(new Node(second.name(), fused, first.inputs(), first.parameters()));
            }
            return Optional.empty();
        });
    }
}
