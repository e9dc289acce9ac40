package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.Optional;

/** Reads max and average pooling. */
final class PoolLayerReader implements LayerReader {
    private final Pool.Kind kind;

    PoolLayerReader(Pool.Kind kind) {
        this.kind = kind;
    }

    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        if (!layer.hasAxes(1, 2)) {
            return Optional.empty();
        }
        Optional<List<Window>> windows = new WindowReader(layer.attributes(), layer.axes(), layer.findings()).read();
        Optional<Boolean> ceilMode = layer.attributes().flag("ceilMode");
        if (windows.isEmpty() || ceilMode.isEmpty()) {
            return Optional.empty();
        }
        boolean counts = layer.attributes().flag("countIncludePad").orElse(false);
        Shape shape = layer.shape();
        boolean fits =
                new SizeReader(layer.attributes(), layer.axes(), layer.findings()).fits(windows.get(), shape.sizes());
        return fits ? layer.single(new Pool(kind, windows.get(), ceilMode.get(), counts)) : Optional.empty();
    }
}
