package io.github.convolith.benchmarks;

import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Weights;
import java.util.Random;
import java.util.function.Function;

/**
 * A layer to be timed.
 *
 * @param kind what such a layer is known as
 * @param convolution what it computes
 * @param linker links the generated layer with its weights
 */
record BenchmarkLayer(String kind, Convolution convolution, Function<Weights, Layer> linker) {
    private static final long SEED = 42;

    /** Such as {@code stem 3→8 3×3 s2 32×32 relu}. */
    String name() {
        return kind + " " + convolution;
    }

    /** The generated layer, with weights and biases. */
    Layer link() {
        return linker.apply(Weights.of(kernel(), bias()));
    }

    /** Kernel values, {@code out × in/groups × kernel}, such that an output is about as large as an input. */
    float[] kernel() {
        float scale = (float) (1 / Math.sqrt(convolution.taps()));
        return gaussian(SEED, convolution.out() * convolution.taps(), scale);
    }

    /** One bias an output channel. */
    float[] bias() {
        return gaussian(SEED + 1, convolution.out(), 1);
    }

    /** An input, {@code in × size}. */
    float[] input() {
        return gaussian(SEED + 2, convolution.inputElements(), 1);
    }

    private static float[] gaussian(long seed, int length, float scale) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = scale * (float) random.nextGaussian();
        }
        return values;
    }
}
