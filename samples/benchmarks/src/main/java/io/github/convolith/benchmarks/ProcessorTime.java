package io.github.convolith.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the calls of one iteration cost their thread in processor time, and what it allocated. Both engines run in the thread that calls them,
 * so that this is the elapsed time less the time in which the thread had to wait for a processor: the same on a quiet
 * machine, and far steadier on one that others use too.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ProcessorTime {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Calls in this iteration. */
    public long calls;

    /** Processor time of this iteration. */
    public long nanoseconds;

    /** What was allocated in this iteration; a little of it by what measures. */
    public long bytes;

    private long start;
    private long bytesBefore;

    @Setup(Level.Iteration)
    public void begin() {
        calls = 0;
        bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        start = THREADS.getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void end() {
        nanoseconds = THREADS.getCurrentThreadCpuTime() - start;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    }
}
