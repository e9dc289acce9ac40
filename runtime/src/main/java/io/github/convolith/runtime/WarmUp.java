package io.github.convolith.runtime;

import java.util.function.LongSupplier;

/** Runs something until it gets no faster. */
final class WarmUp {
    private static final long MILLISECOND = 1_000_000;

    /** Long enough for the clock to tell rounds apart, short enough to end soon. */
    private static final long ROUND = 20 * MILLISECOND;

    /** For so long nothing got better when it is time to stop: the JIT compiler may take a while over a large method. */
    private static final long PATIENCE = 400 * MILLISECOND;

    /** As {@link #PATIENCE}, in rounds: where a single call takes long, its time is told by more than one. */
    private static final int ROUNDS_OF_PATIENCE = 3;

    /** The end in any case: large networks on vectors have their kernels compiled for some four seconds. */
    private static final long LIMIT = 10_000 * MILLISECOND;

    /** What counts as faster, as a fraction of the best time so far: less is noise. */
    private static final double FASTER = 0.97;

    private WarmUp() {}

    /** Warms up a network, including the ways in and out. */
    static void run(Network network) {
        NetworkSession session = network.newSession();
        Port[] inputs = network.inputs().toArray(Port[]::new);
        Port[] outputs = network.outputs().toArray(Port[]::new);
        float[][] values = new float[inputs.length][];
        float[][] results = new float[outputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            values[i] = new float[inputs[i].elements()];
        }
        for (int i = 0; i < outputs.length; i++) {
            results[i] = new float[outputs[i].elements()];
        }
        run(
                () -> {
                    for (int i = 0; i < inputs.length; i++) {
                        session.input(inputs[i].name(), values[i]);
                    }
                    session.run();
                    for (int i = 0; i < outputs.length; i++) {
                        session.output(outputs[i].name(), results[i]);
                    }
                },
                System::nanoTime);
    }

    /**
     * Calls something until it gets no faster.
     *
     * @param nanoTime a clock, as {@link System#nanoTime()} is one
     */
    static void run(Runnable call, LongSupplier nanoTime) {
        long start = nanoTime.getAsLong();
        long now = start;
        long lastImproved = start;
        int rounds = 0;
        double best = Double.POSITIVE_INFINITY;
        while (now - start < LIMIT && (now - lastImproved < PATIENCE || rounds < ROUNDS_OF_PATIENCE)) {
            long roundStart = now;
            int calls = 0;
            do {
                call.run();
                calls++;
                now = nanoTime.getAsLong();
            } while (now - roundStart < ROUND);
            rounds++;
            double perCall = (double) (now - roundStart) / calls;
            if (perCall < FASTER * best) {
                best = perCall;
                lastImproved = now;
                rounds = 0;
            }
        }
    }
}
