package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Values;
import java.util.List;
import java.util.Optional;

/** Reads a leaky ReLU with learned slopes. */
final class PReluLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        return layer.attributes().flag("shared").flatMap(shared -> {
            int slopes = shared ? 1 : layer.shape().channels();
            return layer.single(new PRelu(slopes), new Values(layer.weights() + ".weight", Shape.of(slopes)));
        });
    }
}
