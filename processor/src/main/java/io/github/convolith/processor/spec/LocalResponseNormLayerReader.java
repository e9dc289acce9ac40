package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Lrn;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/** Reads local response normalisation. */
final class LocalResponseNormLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Integer> size = layer.attributes().integer("size");
        if (size.isPresent() && size.get() < 1) {
            layer.report(Message.NOT_POSITIVE, "size", "size", size.get(), "it");
        }
        Optional<Float> alpha = finite(layer, "alpha");
        Optional<Float> beta = finite(layer, "beta");
        Optional<Float> k = finite(layer, "k");
        if (k.isPresent() && !(k.get() > 0f)) {
            layer.report(Message.NOT_ABOVE_ZERO, "k", "k", k.get());
        }
        if (!layer.findings().isEmpty() || size.isEmpty() || alpha.isEmpty() || beta.isEmpty() || k.isEmpty()) {
            return Optional.empty();
        }
        return layer.single(new Lrn(size.get(), alpha.get(), beta.get(), k.get()));
    }

    private static Optional<Float> finite(LayerContext layer, String name) {
        Optional<Float> value = layer.attributes().number(name);
        if (value.isPresent() && !Float.isFinite(value.get())) {
            layer.report(Message.BAD_NUMBER, name, name, value.get());
            return Optional.empty();
        }
        return value;
    }
}
