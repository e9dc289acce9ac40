package io.github.convolith.samples.quickstart;

import java.util.Arrays;

/** Times calls roughly: enough to see a factor, not to publish one; that is what the benchmarks are for. */
final class Stopwatch {
    private static final long WARM_UP_NANOSECONDS = 1_500_000_000L;
    private static final long LONGEST_NANOSECONDS = 1_500_000_000L;
    private static final int FEWEST_CALLS = 3;
    private static final int MOST_CALLS = 301;

    private Stopwatch() {}

    /** The median time of a call in microseconds, after warming up; a few seconds in all unless a call is that long. */
    static double microseconds(Runnable call) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOSECONDS) {
            call.run();
        }
        double[] times = new double[MOST_CALLS];
        int calls = 0;
        long measuring = System.nanoTime();
        while (calls < FEWEST_CALLS || calls < MOST_CALLS && System.nanoTime() - measuring < LONGEST_NANOSECONDS) {
            long before = System.nanoTime();
            call.run();
            times[calls++] = (System.nanoTime() - before) / 1e3;
        }
        Arrays.sort(times, 0, calls);
        return times[calls / 2];
    }
}
