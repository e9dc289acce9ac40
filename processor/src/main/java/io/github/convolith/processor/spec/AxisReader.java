package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the axis that a layer works along. */
final class AxisReader {
    private AxisReader() {}

    /** The axis, if what goes in has it. */
    static Optional<Integer> read(LayerContext layer) {
        Optional<Integer> axis = layer.attributes().integer("axis");
        int rank = layer.shape().rank();
        if (axis.isPresent() && (axis.get() < 0 || axis.get() >= rank)) {
            layer.report(Message.NO_SUCH_AXIS, "axis", "axis", axis.get(), layer.shape(), rank - 1);
            return Optional.empty();
        }
        return axis;
    }

    /** So many elements of one axis, and all of the others. */
    static Slice slice(LayerContext layer, int axis, int begin, int size, int step) {
        List<Integer> begins = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>(layer.shape().dimensions());
        List<Integer> steps = new ArrayList<>();
        for (int other = 0; other < sizes.size(); other++) {
            begins.add(other == axis ? begin : 0);
            steps.add(other == axis ? step : 1);
        }
        sizes.set(axis, size);
        return new Slice(begins, sizes, steps);
    }
}
