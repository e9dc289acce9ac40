package io.github.convolith.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Layers one after another, linked at run time: the output of each is the input of the next.
 *
 * <p>For layers that were generated apart, or written by hand. A network declared as one spec is faster, for it fuses
 * its layers and keeps its activations in the layout that the kernels like.
 */
public final class Sequential implements Layer {
    private final List<Layer> layers;

    private Sequential(List<Layer> layers) {
        this.layers = layers;
    }

    /**
     * Links layers in the order in which they run.
     *
     * @param first the layer that takes the input
     * @param rest the layers after it, each of which takes what the one before gives; none at all will do
     * @return all of them as one layer
     * @throws IllegalArgumentException if a layer does not give the shape that the next one takes; an equal number of
     *     elements is not enough
     */
    public static Sequential of(Layer first, Layer... rest) {
        List<Layer> layers = new ArrayList<>(1 + rest.length);
        layers.add(first);
        layers.addAll(List.of(rest));
        for (int position = 1; position < layers.size(); position++) {
            requireFit(layers.get(position - 1), layers.get(position), position);
        }
        return new Sequential(List.copyOf(layers));
    }

    private static void requireFit(Layer producer, Layer consumer, int position) {
        Shape given = producer.outputShape();
        Shape needed = consumer.inputShape();
        if (!given.equals(needed)) {
            throw new IllegalArgumentException("layer " + (position - 1) + " (" + title(producer) + ") gives " + given
                    + ", but layer " + position + " (" + title(consumer) + ") takes " + needed
                    + (given.elements() == needed.elements() ? ", which has as many elements in another shape" : ""));
        }
    }

    /** The first line of what a layer says of itself, or its class where it says nothing. */
    private static String title(Layer layer) {
        return layer.describe()
                .lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElse(layer.getClass().getSimpleName());
    }

    @Override
    public Shape inputShape() {
        return layers.get(0).inputShape();
    }

    @Override
    public Shape outputShape() {
        return layers.get(layers.size() - 1).outputShape();
    }

    @Override
    public Session newSession() {
        return new Chain(layers);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("Sequential of ")
                .append(layers.size())
                .append(layers.size() == 1 ? " layer, " : " layers, ")
                .append(inputShape())
                .append(" → ")
                .append(outputShape());
        for (int position = 0; position < layers.size(); position++) {
            text.append('\n').append(position).append(": ").append(title(layers.get(position)));
        }
        return text.toString();
    }

    /**
     * Runs the sessions of all layers in turn.
     *
     * <p>Two buffers are enough for any number of layers: each layer reads the one that the layer before it wrote, and
     * writes the other. Both are as long as the largest activation that is ever in them.
     */
    private static final class Chain extends Session {
        private final Session[] sessions;
        private final float[][] buffers;

        Chain(List<Layer> layers) {
            super(layers.get(0).inputShape(), layers.get(layers.size() - 1).outputShape());
            this.sessions = layers.stream().map(Layer::newSession).toArray(Session[]::new);
            int[] lengths = new int[2];
            for (int position = 0; position < sessions.length - 1; position++) {
                int elements = layers.get(position).outputShape().elements();
                lengths[position % 2] = Math.max(lengths[position % 2], elements);
            }
            this.buffers = new float[][] {new float[lengths[0]], new float[lengths[1]]};
        }

        @Override
        protected void execute(float[] x, int xOffset, float[] y, int yOffset) {
            float[] source = x;
            int sourceOffset = xOffset;
            int last = sessions.length - 1;
            for (int position = 0; position < last; position++) {
                float[] target = buffers[position % 2];
                sessions[position].run(source, sourceOffset, target, 0);
                source = target;
                sourceOffset = 0;
            }
            sessions[last].run(source, sourceOffset, y, yOffset);
        }
    }
}
