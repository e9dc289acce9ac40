package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes one scale and shift of two in a row. */
final class MergeScales implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        return Fusion.everywhere(graph, (first, second, input, shapes) -> {
            if (first.op() instanceof Scale before
                    && before.activation().isNone()
                    && second.op() instanceof Scale
                    && Fusion.fit(first, second)
                    && first.parameters() instanceof ScaleSource one
                    && second.parameters() instanceof ScaleSource two) {
                notes.accept(first.name() + " merged into " + second.name());
                return Optional.of(
                        new Node(second.name(), second.op(), first.inputs(), new ScaleSource.Then(one, two)));
            }
            return Optional.empty();
        });
    }
}
