package io.github.convolith.samples.classifier;

import java.util.Arrays;
import java.util.List;

/** Times a model roughly: enough to know the order of magnitude; to publish a time there are the benchmarks. */
final class Stopwatch {
    private static final long WARM_UP_NANOSECONDS = 1_500_000_000L;
    private static final long LONGEST_NANOSECONDS = 1_500_000_000L;
    private static final int FEWEST_PASSES = 3;
    private static final int MOST_PASSES = 301;

    private Stopwatch() {}

    /** The time of one picture in microseconds: the median over repeated passes through all of them, after warming up. */
    static double microsecondsPerImage(Model model, List<LabelledImage> images) {
        float[] probabilities = new float[Garment.COUNT];
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOSECONDS) {
            pass(model, images, probabilities);
        }
        double[] times = new double[MOST_PASSES];
        int passes = 0;
        long measuring = System.nanoTime();
        while (passes < FEWEST_PASSES || passes < MOST_PASSES && System.nanoTime() - measuring < LONGEST_NANOSECONDS) {
            long before = System.nanoTime();
            pass(model, images, probabilities);
            times[passes++] = (System.nanoTime() - before) / 1e3 / images.size();
        }
        Arrays.sort(times, 0, passes);
        return times[passes / 2];
    }

    private static void pass(Model model, List<LabelledImage> images, float[] probabilities) {
        for (LabelledImage image : images) {
            model.run(image.pixels(), probabilities);
        }
    }
}
