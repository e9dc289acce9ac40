package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Weights;
import java.util.function.Function;

/**
 * A layer to be timed.
 *
 * @param family what such a layer is known as
 * @param convolution what it computes
 * @param linker links the generated layer with its weights
 */
record BenchmarkLayer(String family, Convolution convolution, Function<Weights, Layer> linker) implements Subject {
    @Override
    public Kind kind() {
        return Kind.LAYER;
    }

    /** Such as {@code stem 3→8 3×3 s2 32×32 relu}. */
    @Override
    public String name() {
        return family + " " + convolution;
    }

    @Override
    public Layer link() {
        return linker.apply(Weights.of(kernel(), bias()));
    }

    /** How the generated class computes it on a target. */
    String strategy(String target) {
        String[] both = strategy(link()).split("; on vectors: ");
        return target.equals("vector") ? both[both.length - 1] : both[0];
    }

    /** What a layer's description says behind its shapes. */
    static String strategy(Layer layer) {
        String title = layer.describe().lines().findFirst().orElse("");
        String shapes = layer.inputShape() + " to " + layer.outputShape() + ", ";
        int end = title.indexOf(shapes);
        return end < 0 ? title : title.substring(end + shapes.length());
    }

    @Override
    public OnnxModel model() {
        return OnnxModels.of(convolution, kernel(), bias());
    }

    /** Kernel values, {@code out × in/groups × kernel}, such that an output is about as large as an input. */
    float[] kernel() {
        float scale = (float) (1 / Math.sqrt(convolution.taps()));
        return Seeded.gaussian(Seeded.KERNEL, convolution.out() * convolution.taps(), scale);
    }

    /** One bias an output channel. */
    float[] bias() {
        return Seeded.gaussian(Seeded.BIAS, convolution.out(), 1);
    }

    /** An input, {@code in × size}. */
    @Override
    public float[] input() {
        return Seeded.gaussian(Seeded.INPUT, convolution.inputElements(), 1);
    }

    @Override
    public long multiplyAdds() {
        return convolution.multiplyAdds();
    }

    @Override
    public Agreement agreement() throws OrtException {
        return Agreement.ofLayer(this);
    }
}
