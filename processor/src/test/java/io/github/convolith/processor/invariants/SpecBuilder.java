package io.github.convolith.processor.invariants;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.sweep.Spec;
import java.util.Arrays;
import java.util.Random;

/** Writes a {@link Spec} down in few words: what is not said has the default of the annotation, sizes are open. */
final class SpecBuilder {
    private final int in;
    private final int out;
    private final int[] kernel;
    private int groups = 1;
    private int[] stride;
    private int[] dilation;
    private String padding = "VALID";
    private int[] pad = {};
    private boolean flipped;
    private BiasRule bias = BiasRule.ADD;
    private Activation activation = Activation.NONE;
    private int[] size;
    private boolean fixed;
    private boolean constant;
    private double density = 1;

    private SpecBuilder(int in, int out, int[] kernel) {
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.stride = ones();
        this.dilation = ones();
        this.size = ones();
    }

    /** A layer with one number of {@code kernel} per spatial axis. */
    static SpecBuilder layer(int in, int out, int... kernel) {
        return new SpecBuilder(in, out, kernel);
    }

    SpecBuilder groups(int value) {
        groups = value;
        return this;
    }

    SpecBuilder stride(int... values) {
        stride = perAxis(values);
        return this;
    }

    SpecBuilder dilation(int... values) {
        dilation = perAxis(values);
        return this;
    }

    SpecBuilder padding(String name) {
        padding = name;
        return this;
    }

    /** Explicit padding, all beginnings before all ends. */
    SpecBuilder pad(int... values) {
        pad = values;
        return this;
    }

    SpecBuilder convolution() {
        flipped = true;
        return this;
    }

    SpecBuilder bias(BiasRule rule) {
        bias = rule;
        return this;
    }

    SpecBuilder activation(Activation.Kind kind) {
        activation = new Activation(kind, kind.defaultAlpha(), kind.defaultBeta());
        return this;
    }

    /** The size stands in the annotation. */
    SpecBuilder fixed(int... values) {
        fixed = true;
        size = perAxis(values);
        return this;
    }

    /** The size is given when the layer is linked. */
    SpecBuilder open(int... values) {
        fixed = false;
        size = perAxis(values);
        return this;
    }

    /** The weights stand in the annotation, and so large a share of them is not zero. */
    SpecBuilder constant(double share) {
        constant = true;
        density = share;
        return this;
    }

    Spec build() {
        Random random = new Random(in * 31L + out);
        int taps = Arrays.stream(kernel).reduce(1, Math::multiplyExact);
        float[] weights = values(random, Math.multiplyExact(taps, out * (in / groups)));
        for (int i = 0; i < weights.length && density < 1; i++) {
            weights[i] = random.nextDouble() < density ? weights[i] : 0f;
        }
        float[] biases = bias == BiasRule.NONE ? new float[0] : values(random, out);
        return new Spec(
                in,
                out,
                groups,
                kernel,
                stride,
                dilation,
                padding,
                pad,
                flipped,
                bias,
                activation,
                size,
                fixed,
                constant,
                weights,
                biases);
    }

    private int[] ones() {
        return perAxis(1);
    }

    private int[] perAxis(int... values) {
        if (values.length == kernel.length) {
            return values;
        }
        int[] all = new int[kernel.length];
        Arrays.fill(all, values[0]);
        return all;
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
