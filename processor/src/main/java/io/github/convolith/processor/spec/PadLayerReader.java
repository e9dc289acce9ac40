package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads a border around an activation. */
final class PadLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Attributes attributes = layer.attributes();
        if (!attributes.isGiven("pad") && !attributes.isGiven("channels")) {
            layer.report(Message.MISSING_ATTRIBUTE, "pad", "pad", "pad");
            return Optional.empty();
        }
        Optional<List<Padding.Explicit>> spatial = spatial(layer);
        Optional<Padding.Explicit> channels = channels(layer);
        Optional<Pad.Mode> mode = attributes.constant("mode", Pad.Mode.class);
        Optional<Float> value = attributes.number("value");
        if (attributes.isGiven("value") && value.isPresent() && mode.isPresent()) {
            if (mode.get() != Pad.Mode.CONSTANT) {
                layer.report(Message.PAD_VALUE, "value", value.get(), mode.get());
            } else if (value.get().isNaN()) {
                layer.report(Message.BAD_NUMBER, "value", "value", value.get());
            }
        }
        if (!layer.findings().isEmpty()
                || spatial.isEmpty()
                || channels.isEmpty()
                || mode.isEmpty()
                || value.isEmpty()) {
            return Optional.empty();
        }
        List<Padding.Explicit> axes = new ArrayList<>(spatial.get());
        axes.add(0, channels.get());
        return layer.single(new Pad(
                axes.stream().map(Padding.Explicit::begin).toList(),
                axes.stream().map(Padding.Explicit::end).toList(),
                mode.get(),
                value.get()));
    }

    private static Optional<List<Padding.Explicit>> spatial(LayerContext layer) {
        int rank = layer.shape().sizes().size();
        if (!layer.attributes().isGiven("pad")) {
            return Optional.of(Collections.nCopies(rank, new Padding.Explicit(0, 0)));
        }
        return layer.hasAxes(1, 2) ? new PadReader(layer.attributes(), layer.findings()).read(rank) : Optional.empty();
    }

    private static Optional<Padding.Explicit> channels(LayerContext layer) {
        if (!layer.attributes().isGiven("channels")) {
            return Optional.of(new Padding.Explicit(0, 0));
        }
        Optional<List<Integer>> given = layer.attributes().integers("channels");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> numbers = given.get();
        if (numbers.isEmpty() || numbers.size() > 2 || numbers.stream().anyMatch(number -> number < 0)) {
            layer.report(
                    Message.PAD_CHANNELS, "channels", Attributes.text(numbers), Words.count(numbers.size(), "number"));
            return Optional.empty();
        }
        return Optional.of(new Padding.Explicit(numbers.get(0), numbers.get(numbers.size() - 1)));
    }
}
