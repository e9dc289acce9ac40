package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * One node of a network, planned.
 *
 * @param node the node
 * @param kernel how it is computed; empty where nothing is left to do, as its result lies in place already
 * @param inputs where in the arena each of its inputs begins
 * @param output where its result begins
 */
public record Step(Node node, Optional<KernelPlan> kernel, List<Integer> inputs, int output) {
    public Step {
        inputs = List.copyOf(inputs);
    }
}
