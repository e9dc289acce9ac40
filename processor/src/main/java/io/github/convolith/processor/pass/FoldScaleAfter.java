package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Weighted;
import java.util.Optional;
import java.util.function.Consumer;

/** Folds a scale and shift, such as batch normalisation, into the kernel and bias of the convolution before it. */
final class FoldScaleAfter implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        return Fusion.everywhere(graph, (first, second, input, shapes) -> {
            if (first.op() instanceof Weighted sum
                    && sum.activation().isNone()
                    && sum.inputs() == 1
                    && second.op() instanceof Scale scale
                    && Fusion.fit(first, second)
                    && second.parameters() instanceof ScaleSource source) {
                notes.accept(second.name() + " folded into the weights of " + first.name());
                return Optional.of(new Node(
                        second.name(),
                        sum.withFilter().withActivation(scale.activation()),
                        first.inputs(),
                        new FilterSource.Then(filter(sum, first.parameters()), source)));
            }
            return Optional.empty();
        });
    }

    /** Where the weights of an operator come from; those in its code, where it has any. */
    static FilterSource filter(Weighted op, Parameters parameters) {
        Optional<Constants> constants = op.constants();
        if (constants.isPresent()) {
            return new FilterSource.Known(constants.get());
        }
        if (parameters instanceof FilterSource filter) {
            return filter;
        }
        throw new IllegalArgumentException("an operator without its weights: " + op);
    }
}
