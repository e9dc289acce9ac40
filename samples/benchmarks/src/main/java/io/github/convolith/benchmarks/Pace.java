package io.github.convolith.benchmarks;

/**
 * How long and how often networks are timed.
 *
 * @param rounds how many JVMs measure each network on each target
 * @param batches how many batches of runs each of them times, those of both engines in turn
 * @param batch milliseconds of a batch; a batch has at least one run
 * @param warmUp milliseconds of processor time that are at most spent on warming up
 */
record Pace(int rounds, int batches, double batch, double warmUp) {
    static final Pace FULL = new Pace(5, 20, 30, 20_000);
    static final Pace QUICK = new Pace(1, 8, 20, 15_000);

    /** As the system property {@code quick} asks. */
    static Pace asked() {
        return Boolean.getBoolean("quick") ? QUICK : FULL;
    }
}
