package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads another order of the axes. */
final class TransposeLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<List<Integer>> order = layer.attributes().integers("order");
        int rank = layer.shape().rank();
        List<Integer> axes = IntStream.range(0, rank).boxed().toList();
        if (order.isPresent() && !order.get().stream().sorted().toList().equals(axes)) {
            layer.report(Message.NOT_AN_ORDER, "order", Attributes.text(order.get()), rank - 1, layer.shape());
            return Optional.empty();
        }
        return order.flatMap(given -> layer.single(new Transpose(given)));
    }
}
