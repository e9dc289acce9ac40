package io.github.convolith.samples.quickstart;

import java.util.Arrays;

/** Times calls roughly: enough to see a factor, not to publish one; that is what the benchmarks are for. */
final class Stopwatch {
    private static final long WARM_UP_NANOSECONDS = 1_500_000_000L;
    private static final int ROUNDS = 31;

    private Stopwatch() {}

    /** The median time of a call in microseconds, after a second and a half of warming up. */
    static double microseconds(Runnable call) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOSECONDS) {
            call.run();
        }
        double[] times = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long before = System.nanoTime();
            call.run();
            times[round] = (System.nanoTime() - before) / 1e3;
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }
}
