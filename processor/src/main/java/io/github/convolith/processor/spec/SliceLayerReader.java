package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/** Reads a part of an activation along one axis. */
final class SliceLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Integer> axis = AxisReader.read(layer);
        Optional<Integer> begin = layer.attributes().integer("begin");
        Optional<Integer> end = layer.attributes().integer("end");
        Optional<Integer> step = layer.attributes().integer("step");
        if (axis.isEmpty() || begin.isEmpty() || end.isEmpty() || step.isEmpty()) {
            return Optional.empty();
        }
        if (step.get() == 0) {
            layer.report(Message.STEP_ZERO, "step");
            return Optional.empty();
        }
        int size = layer.shape().dimensions().get(axis.get());
        long first = begin.get() < 0 ? (long) begin.get() + size : begin.get();
        long behind;
        if (!layer.attributes().isGiven("end")) {
            behind = step.get() > 0 ? size : -1;
        } else {
            behind = end.get() < 0 ? (long) end.get() + size : Math.min(end.get(), size);
        }
        long distance = step.get() > 0 ? behind - first : first - behind;
        long count = (distance + Math.abs((long) step.get()) - 1) / Math.abs((long) step.get());
        if (first < 0 || first >= size || behind < -1 || distance < 1) {
            layer.report(
                    Message.EMPTY_SLICE,
                    "begin",
                    begin.get(),
                    end(layer, end.get()),
                    step.get(),
                    axis.get(),
                    layer.shape());
            return Optional.empty();
        }
        return layer.single(AxisReader.slice(layer, axis.get(), (int) first, (int) count, step.get()));
    }

    private static String end(LayerContext layer, int end) {
        return layer.attributes().isGiven("end") ? String.valueOf(end) : "left out";
    }
}
