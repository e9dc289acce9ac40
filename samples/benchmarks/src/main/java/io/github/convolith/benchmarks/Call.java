package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** One run of one engine, to be timed. */
@FunctionalInterface
interface Call {
    /** For the processor time of the calling thread: the elapsed time less that in which it waited for a processor. */
    ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    void run() throws OrtException;

    /** Microseconds of processor time a call, over so many calls. */
    default double timed(long calls) throws OrtException {
        long start = THREADS.getCurrentThreadCpuTime();
        for (long i = 0; i < calls; i++) {
            run();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / calls;
    }

    /** Microseconds of processor time a call, over as many calls as fit into these milliseconds, at least one. */
    default double timedFor(double milliseconds) throws OrtException {
        long end = System.nanoTime() + (long) (milliseconds * 1e6);
        long start = THREADS.getCurrentThreadCpuTime();
        long calls = 0;
        do {
            run();
            calls++;
        } while (System.nanoTime() < end);
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / calls;
    }
}
