package io.github.convolith.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The machine's peak: multiply-adds of full vectors in registers, in as many independent chains as hide their latency.
 * Loaded only where the Vector API is.
 */
final class VectorPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Chains; a multiply-add takes four to five cycles, and two or less start in each. */
    private static final int CHAINS = 12;

    private static final int STEPS = 20_000;

    /** Milliseconds of processor time: at least, at most, and how long the JIT has had nothing to do in the end. */
    private static final double LEAST = 1000;

    private static final double MOST = 5000;
    private static final double IDLE = 500;

    private VectorPeak() {}

    /** Thousand million floating-point operations a second of one core, the best of many rounds. */
    static double gigaflops() {
        float[] values = new float[SPECIES.length()];
        double best = 0;
        double operations = 2.0 * STEPS * CHAINS * SPECIES.length();
        double begin = worked();
        double busy = begin;
        double compiling = JitTime.milliseconds();
        for (double now = begin; now - begin < LEAST || now - busy < IDLE && now - begin < MOST; now = worked()) {
            long start = System.nanoTime();
            chains(values);
            best = Math.max(best, operations / (System.nanoTime() - start));
            if (JitTime.milliseconds() - compiling > 1) {
                compiling = JitTime.milliseconds();
                busy = now;
            }
        }
        return best;
    }

    /** Milliseconds of processor time of this thread. */
    private static double worked() {
        return Call.THREADS.getCurrentThreadCpuTime() / 1e6;
    }

    private static void chains(float[] values) {
        FloatVector a = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector b = FloatVector.broadcast(SPECIES, 1f);
        FloatVector s0 = FloatVector.fromArray(SPECIES, values, 0);
        // Different numbers, or the chains would be one.
        FloatVector s1 = s0.add(1f);
        FloatVector s2 = s0.add(2f);
        FloatVector s3 = s0.add(3f);
        FloatVector s4 = s0.add(4f);
        FloatVector s5 = s0.add(5f);
        FloatVector s6 = s0.add(6f);
        FloatVector s7 = s0.add(7f);
        FloatVector s8 = s0.add(8f);
        FloatVector s9 = s0.add(9f);
        FloatVector s10 = s0.add(10f);
        FloatVector s11 = s0.add(11f);
        for (int i = 0; i < STEPS; i++) {
            s0 = s0.fma(a, b);
            s1 = s1.fma(a, b);
            s2 = s2.fma(a, b);
            s3 = s3.fma(a, b);
            s4 = s4.fma(a, b);
            s5 = s5.fma(a, b);
            s6 = s6.fma(a, b);
            s7 = s7.fma(a, b);
            s8 = s8.fma(a, b);
            s9 = s9.fma(a, b);
            s10 = s10.fma(a, b);
            s11 = s11.fma(a, b);
        }
        FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
        sum.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11).intoArray(values, 0);
    }
}
