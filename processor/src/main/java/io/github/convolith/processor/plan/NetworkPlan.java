package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Shapes;
import java.util.List;
import java.util.Optional;

/**
 * How a network will be computed.
 *
 * @param graph the network after all rewriting
 * @param shapes the shape of every value
 * @param steps its nodes in the order in which they run
 * @param arena where everything lies
 * @param bands which of the steps take turns
 * @param rewrites what the passes did, in words
 */
public record NetworkPlan(
        Graph graph, Shapes shapes, List<Step> steps, Arena arena, List<Band> bands, List<String> rewrites) {
    public NetworkPlan {
        steps = List.copyOf(steps);
        bands = List.copyOf(bands);
        rewrites = List.copyOf(rewrites);
    }

    /** The steps that a step takes turns with. */
    public Optional<Band> band(Step step) {
        int index = bands.isEmpty() ? -1 : steps.indexOf(step);
        return bands.stream()
                .filter(band -> band.first() <= index && index <= band.last())
                .findFirst();
    }

    /** Multiply-adds of one call, zero padding included. */
    public long work() {
        return steps.stream()
                .mapToLong(step -> step.node().op().work(shapes.of(step.node().inputs())))
                .reduce(0, Math::addExact);
    }
}
