package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/** Reads a concatenation. */
final class ConcatLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Integer> axis = layer.attributes().integer("axis");
        int rank = layer.shape().rank();
        if (axis.isPresent() && (axis.get() < 0 || axis.get() >= rank)) {
            layer.report(Message.NO_SUCH_AXIS, "axis", "axis", axis.get(), layer.shape(), rank - 1);
            return Optional.empty();
        }
        return axis.flatMap(
                value -> layer.single(new Concat(value, layer.inputs().size())));
    }
}
