package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Node;
import java.util.List;
import java.util.Optional;

/** Reads an activation that is a layer of its own. */
final class ActivationLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        return new ActivationReader(layer.attributes(), layer.findings())
                .read("value")
                .flatMap(activation -> layer.single(new Activate(activation)));
    }
}
