package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Reduce;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads global pooling: a reduction over all spatial axes, which stay. */
final class GlobalPoolLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        if (!layer.hasAxes(1, 2)) {
            return Optional.empty();
        }
        List<Integer> axes = IntStream.range(1, layer.shape().rank()).boxed().toList();
        return layer.attributes()
                .constant("operation", Reduce.Kind.class)
                .flatMap(kind -> layer.single(new Reduce(kind, axes, true)));
    }
}
