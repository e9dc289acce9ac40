package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Dropout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/** Reads dropout, which does nothing outside of training. */
final class DropoutLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Float> share = layer.attributes().number("value");
        if (share.isPresent() && !(share.get() >= 0f && share.get() <= 1f)) {
            layer.report(Message.NOT_A_SHARE, "value", share.get());
            return Optional.empty();
        }
        return layer.single(new Dropout());
    }
}
