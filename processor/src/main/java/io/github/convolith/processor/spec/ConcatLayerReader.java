package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Node;
import java.util.List;
import java.util.Optional;

/** Reads a concatenation. */
final class ConcatLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        return AxisReader.read(layer)
                .flatMap(value -> layer.single(new Concat(value, layer.inputs().size())));
    }
}
