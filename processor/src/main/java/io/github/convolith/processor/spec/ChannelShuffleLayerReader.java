package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/** Reads a channel shuffle: the channels as a table of groups, whose rows become columns. */
final class ChannelShuffleLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Integer> given = layer.attributes().integer("groups");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        int groups = given.get();
        Shape shape = layer.shape();
        if (groups < 1 || shape.channels() % groups != 0) {
            layer.report(Message.SHUFFLE_GROUPS, "groups", groups, shape, ChannelsReader.divisors(shape.channels()));
            return Optional.empty();
        }
        Shape table = Shape.of(groups, shape.channels() / groups, Math.toIntExact(shape.plane()));
        String name = layer.name();
        return Optional.of(List.of(
                new Node(name + "#groups", new Reshape(table), layer.inputs()),
                new Node(name + "#shuffled", new Transpose(List.of(1, 0, 2)), List.of(name + "#groups")),
                new Node(name, new Reshape(shape), List.of(name + "#shuffled"))));
    }
}
