package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.message.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads a layer that takes an activation apart along one axis. */
final class SplitLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Integer> axis = AxisReader.read(layer);
        Optional<List<Integer>> sizes =
                axis.flatMap(along -> sizes(layer, layer.shape().dimensions().get(along)));
        if (axis.isEmpty() || sizes.isEmpty()) {
            return Optional.empty();
        }
        List<Node> parts = new ArrayList<>();
        int begin = 0;
        for (int part = 0; part < sizes.get().size(); part++) {
            int size = sizes.get().get(part);
            parts.add(new Node(
                    layer.name() + "." + part, AxisReader.slice(layer, axis.get(), begin, size, 1), layer.inputs()));
            begin += size;
        }
        return Optional.of(parts);
    }

    private static Optional<List<Integer>> sizes(LayerContext layer, int whole) {
        Optional<Integer> parts = layer.attributes().integer("parts");
        Optional<List<Integer>> sizes = layer.attributes().integers("sizes");
        boolean hasParts = layer.attributes().isGiven("parts");
        if (hasParts == layer.attributes().isGiven("sizes")) {
            layer.report(Message.PARTS_OR_SIZES, hasParts ? "parts" : "");
            return Optional.empty();
        }
        if (!hasParts) {
            long sum = sizes.orElse(List.of()).stream()
                    .mapToLong(Integer::longValue)
                    .sum();
            boolean isPositive = sizes.orElse(List.of()).stream().allMatch(size -> size > 0);
            if (sizes.isPresent() && (sum != whole || !isPositive)) {
                layer.report(Message.SPLIT_SIZES, "sizes", Attributes.text(sizes.get()), whole, layer.shape());
                return Optional.empty();
            }
            return sizes;
        }
        if (parts.isPresent() && (parts.get() < 1 || parts.get() > whole)) {
            layer.report(Message.SPLIT_PARTS, "parts", parts.get(), whole, layer.shape());
            return Optional.empty();
        }
        Optional<List<Integer>> even = parts.map(count -> even(whole, count));
        if (even.isPresent() && !parts.get().equals(even.get().size())) {
            layer.report(
                    Message.SPLIT_UNEVEN,
                    "parts",
                    parts.get(),
                    whole,
                    layer.shape(),
                    even.get().get(0),
                    even.get().size());
            return Optional.empty();
        }
        return even;
    }

    /** Parts of equal size, rounded up; what is left is the last one. */
    private static List<Integer> even(int whole, int count) {
        int size = (whole + count - 1) / count;
        int full = whole / size;
        List<Integer> sizes = new ArrayList<>(Collections.nCopies(full, size));
        if (whole % size > 0) {
            sizes.add(whole % size);
        }
        return sizes;
    }
}
