package io.github.convolith.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that the current thread allocates. */
final class Allocation {
    private static final long WARM_UP_NANOSECONDS = 500_000_000;

    /** Kernels on vectors allocate until C2 has compiled them; what allocates after so long always does. */
    private static final long LONGEST_NANOSECONDS = 8_000_000_000L;

    private static final int CALLS = 100;

    private Allocation() {}

    /** Bytes a call, once what is compiled lazily has been compiled. */
    static long bytesPerCall(Runnable call) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOSECONDS) {
            call.run();
        }
        while (ofWarm(call, 1) > 0 && System.nanoTime() - start < LONGEST_NANOSECONDS) {
            call.run();
        }
        return ofWarm(call, CALLS);
    }

    /** Bytes a call of what has been compiled already. */
    static long ofWarm(Runnable call, int calls) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            throw new IllegalStateException("this JVM does not count what a thread allocates");
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }
}
