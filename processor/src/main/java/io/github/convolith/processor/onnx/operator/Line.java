package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import java.util.Optional;

/**
 * {@code weight·x + bias}, the same for every channel.
 *
 * @param input the node whose result {@code x} is
 */
record Line(String input, float weight, float bias) {
    /** By how much a constant of a model may differ from the one of a formula, relative to it: exporters round. */
    private static final float ROUNDED = 1e-6f;

    /** A node's result as such a line, if it is one. */
    static Optional<Line> of(GraphBuilder graph, String name) {
        return graph.node(name)
                .filter(node -> node.op() instanceof Scale && node.parameters() instanceof ScaleSource.Stored)
                .flatMap(node -> {
                    String layer = ((ScaleSource.Stored) node.parameters()).layer();
                    return graph.uniform(layer + ".weight")
                            .flatMap(weight -> graph.uniform(layer + ".bias")
                                    .map(bias -> new Line(node.inputs().get(0), weight, bias)));
                });
    }

    /** Whether two numbers are the same but for rounding. */
    static boolean isAbout(float actual, float expected) {
        return Math.abs(actual - expected) <= ROUNDED * Math.abs(expected);
    }

    boolean isFactor() {
        return bias == 0f;
    }

    boolean isOf(String value, float otherWeight, float otherBias) {
        return input.equals(value) && isAbout(weight, otherWeight) && isAbout(bias, otherBias);
    }
}
