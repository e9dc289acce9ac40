package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import java.util.List;
import java.util.Optional;

/** Reads a layer that makes everything one vector. */
final class FlattenLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        return layer.single(new Reshape(Shape.of(Math.toIntExact(layer.shape().elements()))));
    }
}
