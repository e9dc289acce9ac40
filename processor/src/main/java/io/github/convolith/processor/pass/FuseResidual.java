package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Adds what a residual connection brings to the sums of the convolution, before they are stored. */
final class FuseResidual implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        return Fusion.everywhere(graph, (first, second, input, shapes) -> {
            if (first.op() instanceof Conv conv
                    && takesResidual(conv)
                    && second.op() instanceof Elementwise sum
                    && sum.kind() == Elementwise.Kind.ADD) {
                String other = second.inputs().get(1 - input);
                if (shapes.of(other).equals(shapes.of(first.name())) && !other.equals(first.name())) {
                    notes.accept(second.name() + " fused into " + first.name());
                    return Optional.of(new Node(
                            second.name(),
                            conv.withResidual().withActivation(sum.activation()),
                            List.of(first.inputs().get(0), other),
                            first.parameters()));
                }
            }
            return Optional.empty();
        });
    }

    /** Whether there is a strategy that adds it for the convolution; written-out code and depthwise layers have none. */
    private static boolean takesResidual(Conv conv) {
        return !conv.residual()
                && conv.activation().isNone()
                && !conv.isDepthwise()
                && conv.request().unrolling() == Request.AUTO.unrolling();
    }
}
