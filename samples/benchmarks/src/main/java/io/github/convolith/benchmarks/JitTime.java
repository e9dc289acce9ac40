package io.github.convolith.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the other threads of this JVM have worked so far. Where nothing is allocated, those are the JIT's. */
final class JitTime {
    private JitTime() {}

    /** Milliseconds of processor time; 0 on a JVM that does not tell. */
    static double milliseconds() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return 0;
        }
        return (system.getProcessCpuTime() - Call.THREADS.getCurrentThreadCpuTime()) / 1e6;
    }
}
