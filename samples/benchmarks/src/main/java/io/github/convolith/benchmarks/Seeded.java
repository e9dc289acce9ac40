package io.github.convolith.benchmarks;

import java.util.Random;

/** Numbers that are the same in every JVM. */
final class Seeded {
    static final long KERNEL = 42;
    static final long BIAS = KERNEL + 1;
    static final long INPUT = KERNEL + 2;

    private Seeded() {}

    /** Normally distributed about 0. */
    static float[] gaussian(long seed, int length, float deviation) {
        return gaussian(new Random(seed), length, deviation);
    }

    /** Normally distributed about 0, the next ones. */
    static float[] gaussian(Random random, int length, float deviation) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = deviation * (float) random.nextGaussian();
        }
        return values;
    }

    /** Between a half and one and a half, the next ones. */
    static float[] aboutOne(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 0.5f + random.nextFloat();
        }
        return values;
    }
}
