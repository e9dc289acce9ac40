package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/** Reads a dense layer: whatever goes in becomes a vector first. */
final class DenseLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        int in = Math.toIntExact(layer.shape().elements());
        Optional<Integer> given = layer.attributes()
                .integer("in")
                .filter(value -> layer.attributes().isGiven("in"));
        if (given.isPresent() && given.get() != in) {
            layer.findings().add(layer.given().contradicts("in", given.get(), in));
        }
        Optional<Integer> out = layer.attributes().integer("out");
        if (out.isPresent() && out.get() < 1) {
            layer.report(Message.NOT_POSITIVE, "out", "out", out.get(), "it");
        } else if (out.isPresent() && (long) out.get() * in > Integer.MAX_VALUE) {
            layer.report(
                    Message.TOO_LARGE,
                    "out",
                    "kernel",
                    out.get() + " × " + in,
                    (long) out.get() * in,
                    Integer.MAX_VALUE,
                    "out");
        }
        Optional<BiasRule> bias = layer.attributes().constant("bias", BiasRule.class);
        Optional<Activation> activation = new ActivationReader(layer.attributes(), layer.findings()).read();
        if (!layer.findings().isEmpty() || out.isEmpty() || bias.isEmpty() || activation.isEmpty()) {
            return Optional.empty();
        }
        FilterSource filter =
                new FilterSource.Stored(layer.weights(), in, out.get(), 1, List.of(), false, bias.get(), false);
        BiasRule rule = bias.get() == BiasRule.NONE ? BiasRule.NONE : BiasRule.ADD;
        Conv conv = new Conv(in, out.get(), 1, List.of(), false, rule, activation.get(), Optional.empty());
        String vector = layer.name() + "#in";
        return Optional.of(List.of(
                new Node(vector, new Reshape(Shape.of(in)), layer.inputs()),
                new Node(layer.name(), conv, List.of(vector), filter)));
    }
}
