package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Softmax;
import java.util.List;
import java.util.Optional;

/** Reads softmax and log-softmax. */
final class SoftmaxLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        return AxisReader.read(layer)
                .flatMap(axis -> layer.attributes().flag("log").flatMap(log -> layer.single(new Softmax(axis, log))));
    }
}
