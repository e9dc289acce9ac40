package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.util.List;
import java.util.Optional;

/** Reads numbers that do not depend on what goes in. */
final class ConstantLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<List<Integer>> sizes = layer.attributes().integers("shape");
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        if (sizes.get().isEmpty() || sizes.get().stream().anyMatch(size -> size < 1)) {
            layer.report(Message.CONSTANT_SHAPE, "shape", Attributes.text(sizes.get()));
            return Optional.empty();
        }
        Shape shape = Shape.ofLong(sizes.get().stream().map(Integer::longValue).toList());
        return layer.attributes().isGiven("values")
                ? layer.attributes().numbers("values").flatMap(values -> known(layer, shape, values))
                : layer.single(new Learned(shape), new Values(layer.weights(), shape));
    }

    private static Optional<List<Node>> known(LayerContext layer, Shape shape, float[] values) {
        long elements = shape.elements();
        if (elements > Constant.MOST_IN_CODE) {
            layer.report(
                    Message.CONSTANT_TOO_LARGE,
                    "values",
                    Words.count(elements, "number"),
                    Words.grouped(Constant.MOST_IN_CODE),
                    layer.weights());
            return Optional.empty();
        }
        if (values.length != 1 && values.length != elements) {
            layer.report(
                    Message.CONSTANT_COUNT,
                    "values",
                    Words.count(values.length, "number"),
                    shape,
                    Words.grouped(elements));
            return Optional.empty();
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                layer.report(Message.WEIGHT_NOT_FINITE, "values", "values", i, values[i]);
                return Optional.empty();
            }
        }
        double[] all = new double[Math.toIntExact(elements)];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[values.length == 1 ? 0 : i];
        }
        return layer.single(new Constant(shape, all));
    }
}
