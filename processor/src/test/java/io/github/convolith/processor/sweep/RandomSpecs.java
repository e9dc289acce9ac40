package io.github.convolith.processor.sweep;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import java.util.Arrays;
import java.util.Random;

/** Random layers over every attribute there is, small enough to be many. */
public final class RandomSpecs {
    private static final String[] PADDINGS = {"VALID", "SAME", "SAME_LOWER", "FULL", "CAUSAL"};

    private final Random random;

    public RandomSpecs(long seed) {
        random = new Random(seed);
    }

    public Spec next() {
        int rank = random.nextInt(3) == 0 ? 1 : 2;
        int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        boolean depthwise = groups > 1 && random.nextBoolean();
        int in = groups * (depthwise ? 1 : 1 + random.nextInt(random.nextInt(8) == 0 ? 14 : 4));
        int out = groups * (1 + random.nextInt(random.nextInt(8) == 0 ? 24 : 4));
        int[] kernel = axes(rank, 1, random.nextInt(6) == 0 ? 8 : 4);
        int[] stride = random.nextBoolean() ? axes(rank, 1, 1) : axes(rank, 1, random.nextInt(6) == 0 ? 9 : 3);
        int[] dilation = random.nextInt(3) > 0 ? axes(rank, 1, 1) : axes(rank, 1, 3);
        if (rank == 2 && random.nextInt(4) == 0) {
            // The shape that Winograd is for.
            kernel = new int[] {3, 3};
            stride = new int[] {1, 1};
            dilation = new int[] {1, 1};
        }
        if (random.nextInt(10) == 0) {
            Arrays.fill(kernel, 1);
        }
        boolean explicit = random.nextInt(4) == 0;
        String padding = PADDINGS[random.nextInt(rank == 1 ? 5 : 4)];
        int[] pad = explicit ? axes(2 * rank, 0, 4) : new int[0];
        int[] size = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int span = dilation[axis] * (kernel[axis] - 1) + 1;
            boolean needsSpan = explicit || padding.equals("VALID");
            int least = needsSpan ? Math.max(1, span - (explicit ? pad[axis] + pad[rank + axis] : 0)) : 1;
            // Now and then a signal that takes several tiles.
            int most = rank == 1 && random.nextInt(10) == 0 ? 3000 : random.nextInt(20) == 0 ? 50 : 12;
            size[axis] = least + random.nextInt(most);
        }
        BiasRule bias = BiasRule.values()[random.nextInt(3)];
        int taps = Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
        boolean constant = random.nextInt(4) == 0 && out * (in / groups) * taps <= 600;
        float[] weights = values(out * (in / groups) * taps);
        if (constant) {
            for (int i = 0; i < weights.length; i++) {
                int choice = random.nextInt(4);
                weights[i] = choice == 0 ? 0f : choice == 1 ? (random.nextBoolean() ? 1f : -1f) : weights[i];
            }
        }
        // Only weights that stand in the annotation may leave the bias out.
        float[] biases = bias == BiasRule.NONE || constant && random.nextInt(4) == 0
                ? new float[0]
                : values(random.nextBoolean() ? out : out * (in / groups));
        return new Spec(
                in,
                out,
                groups,
                kernel,
                stride,
                dilation,
                padding,
                pad,
                random.nextInt(3) == 0,
                bias,
                activation(),
                size,
                random.nextBoolean(),
                constant,
                weights,
                biases);
    }

    /**
     * A layer with rows of whole vectors that is computed on planes as they lie: of one pixel or one channel at a time, or of
     * few channels.
     */
    Spec onPlanes() {
        int rank = random.nextInt(3) == 0 ? 1 : 2;
        boolean pointwise = random.nextInt(3) == 0;
        boolean depthwise = !pointwise && random.nextBoolean();
        int in = 1 + random.nextInt(pointwise || depthwise ? 20 : 16);
        int out = depthwise ? in : 1 + random.nextInt(pointwise ? 40 : 12);
        int[] kernel = axes(rank, 1, pointwise ? 1 : depthwise ? 3 : 5);
        int[] stride = axes(rank, 1, pointwise ? 1 : depthwise ? 2 : 3);
        int[] size = axes(rank, 5, 30);
        size[rank - 1] = 16 + random.nextInt(50);
        float[] weights =
                values(out * (depthwise ? 1 : in) * Arrays.stream(kernel).reduce(1, (a, b) -> a * b));
        return new Spec(
                in,
                out,
                depthwise ? in : 1,
                kernel,
                stride,
                axes(rank, 1, 2),
                PADDINGS[random.nextInt(rank == 1 ? 5 : 4)],
                random.nextBoolean() && !pointwise ? axes(2 * rank, 0, 4) : new int[0],
                random.nextBoolean(),
                BiasRule.ADD,
                activation(),
                size,
                true,
                false,
                weights,
                values(out));
    }

    private Activation activation() {
        Activation.Kind[] kinds = Activation.Kind.values();
        Activation.Kind kind = random.nextBoolean() ? kinds[random.nextInt(3)] : kinds[random.nextInt(kinds.length)];
        float alpha = kind.hasAlpha() ? 0.05f + random.nextInt(20) / 10f : 0f;
        float beta = kind.hasBeta() ? random.nextInt(10) / 10f : 0f;
        return new Activation(kind, alpha, beta);
    }

    private int[] axes(int rank, int least, int most) {
        int[] values = new int[rank];
        for (int i = 0; i < rank; i++) {
            values[i] = least + random.nextInt(most - least + 1);
        }
        return values;
    }

    public float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
