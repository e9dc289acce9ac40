package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/** Reads batch normalisation. */
final class BatchNormLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Float> epsilon = layer.attributes().number("epsilon");
        if (epsilon.isPresent() && !(epsilon.get() > 0f && Float.isFinite(epsilon.get()))) {
            layer.report(Message.NOT_ABOVE_ZERO, "epsilon", "epsilon", epsilon.get());
            return Optional.empty();
        }
        return new ActivationReader(layer.attributes(), layer.findings())
                .read()
                .flatMap(activation -> epsilon.flatMap(value -> layer.single(
                        new Scale(activation),
                        new ScaleSource.BatchNorm(layer.weights(), layer.shape().channels(), value))));
    }
}
