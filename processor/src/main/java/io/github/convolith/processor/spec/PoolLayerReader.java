package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Message;
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
        Pool pool = new Pool(kind, windows.get(), ceilMode.get(), counts);
        List<Integer> sizes = layer.shape().sizes();
        // What the ceil mode makes room for is the operator's to judge.
        if (!ceilMode.get()
                && !new SizeReader(layer.attributes(), layer.axes(), layer.findings()).fits(windows.get(), sizes)) {
            return Optional.empty();
        }
        for (int axis = 0; axis < sizes.size(); axis++) {
            if (pool.seesNothing(axis, sizes.get(axis))) {
                layer.report(
                        Message.POOLS_PADDING,
                        layer.attributes().isGiven("pad") ? "pad" : "padding",
                        windows.get().get(axis).kernel(),
                        layer.axes().get(axis),
                        sizes.get(axis),
                        windows.get().get(axis).padBegin(sizes.get(axis)),
                        windows.get().get(axis).padEnd(sizes.get(axis)));
                return Optional.empty();
            }
        }
        return layer.single(pool);
    }
}
