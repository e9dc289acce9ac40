package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the vector target computes a network.
 *
 * @param network its steps and its arena; a step is given the place of element (0, 0, 0) of each activation
 * @param layouts how each value lies in the arena
 * @param zeroed values before which zeros are to be written in every call, with the layout that says where
 */
public record VectorPlan(NetworkPlan network, Map<String, VectorLayout> layouts, Map<String, VectorLayout> zeroed) {
    public VectorPlan {
        layouts = Map.copyOf(layouts);
        zeroed = Map.copyOf(zeroed);
    }

    /** How a value lies in the arena. */
    public VectorLayout layout(String value) {
        VectorLayout layout = layouts.get(value);
        if (layout == null) {
            throw new IllegalArgumentException("no value " + value);
        }
        return layout;
    }

    /** Whether there is one kernel, which takes its input and leaves its output as they lie outside: as bare planes. */
    public boolean readsFromOutside() {
        if (network.steps().size() != 1) {
            return false;
        }
        Step step = network.steps().get(0);
        return step.kernel()
                        .filter(kernel -> kernel instanceof VectorKernel vector && vector.takesBarePlanes())
                        .isPresent()
                && layout(step.node().inputs().get(0)).isBarePlanes()
                && layout(step.node().name()).isBarePlanes();
    }

    /** By how much the place of an element of a value grows along each axis of its shape. */
    public List<Integer> strides(String value) {
        VectorLayout layout = layout(value);
        Shape shape = network.shapes().of(value);
        List<Integer> strides = new ArrayList<>();
        strides.add(layout.channelStride());
        for (int axis = 0; axis < shape.sizes().size(); axis++) {
            int stride = layout.columnStride();
            for (int inner = axis + 1; inner < shape.sizes().size(); inner++) {
                stride *= shape.size(inner);
            }
            strides.add(shape.rank() == 3 && axis == 0 ? layout.rowStride() : stride);
        }
        return strides;
    }
}
