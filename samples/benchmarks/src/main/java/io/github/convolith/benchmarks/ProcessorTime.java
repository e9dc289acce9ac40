package io.github.convolith.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the calls of one iteration cost their thread in processor time. Both engines run in the thread that calls them,
 * so that this is the elapsed time less the time in which the thread had to wait for a processor: the same on a quiet
 * machine, and far steadier on one that others use too.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ProcessorTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Calls in this iteration. */
    public long calls;

    /** Processor time of this iteration. */
    public long nanoseconds;

    private long start;

    @Setup(Level.Iteration)
    public void begin() {
        calls = 0;
        start = THREADS.getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void end() {
        nanoseconds = THREADS.getCurrentThreadCpuTime() - start;
    }
}
