package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final Shape SHAPE = Shape.of(8, 4, 4);

    @Test
    void aRunAllocatesNothing() {
        Session session = FunctionLayer.adding(1, SHAPE).newSession();
        float[] input = new float[SHAPE.elements()];
        float[] output = new float[SHAPE.elements()];

        assertThat(allocatedBy(() -> session.run(input, output))).isZero();
    }

    @Test
    void aRunWithOffsetsAllocatesNothing() {
        Session session = FunctionLayer.adding(1, SHAPE).newSession();
        float[] both = new float[2 * SHAPE.elements()];

        assertThat(allocatedBy(() -> session.run(both, 0, both, SHAPE.elements())))
                .isZero();
    }

    @Test
    void aRunOfAChainAllocatesNothing() {
        Layer inner = Sequential.of(FunctionLayer.adding(1, SHAPE), FunctionLayer.summing(SHAPE, SHAPE));
        Session session =
                Sequential.of(inner, FunctionLayer.adding(2, SHAPE), inner).newSession();
        float[] input = new float[SHAPE.elements()];
        float[] output = new float[SHAPE.elements()];

        assertThat(allocatedBy(() -> session.run(input, output))).isZero();
    }

    /**
     * How many bytes this thread allocates in a thousand runs, after many during which the JVM links and compiles. The
     * least of several rounds, as the JVM now and then links something late; what a run allocates shows in every round.
     */
    private static long allocatedBy(Runnable run) {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                        && threads.isThreadAllocatedMemoryEnabled(),
                "this JVM does not count what a thread allocates");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            run.run();
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                run.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
