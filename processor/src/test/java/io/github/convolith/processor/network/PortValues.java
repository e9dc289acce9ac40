package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What goes into a network and comes out of it, in the order of the outside and channels first. */
final class PortValues {
    private PortValues() {}

    /** Random inputs, channels first, by name. */
    static Map<String, float[]> random(Graph graph, Random random) {
        Map<String, float[]> inputs = new LinkedHashMap<>();
        for (Graph.Input input : graph.inputs()) {
            float[] values = new float[Math.toIntExact(input.shape().elements())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            inputs.put(input.name(), values);
        }
        return inputs;
    }

    /** Channels-first elements in the order of a layout. */
    static float[] laidOut(Shape shape, Layout layout, float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[outside(shape, layout, i)] = values[i];
        }
        return result;
    }

    /** Elements in the order of a layout, channels first. */
    static float[] channelsFirst(Shape shape, Layout layout, float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[outside(shape, layout, i)];
        }
        return result;
    }

    /** Where an element lies outside, from its channels-first number. */
    private static int outside(Shape shape, Layout layout, int number) {
        int plane = Math.toIntExact(shape.plane());
        return layout == Layout.NCHW ? number : number % plane * shape.channels() + number / plane;
    }
}
