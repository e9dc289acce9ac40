package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
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

    /** A network whose inputs and outputs have to be reordered, one strip after the other. */
    private static FunctionNetwork reordering() {
        int[] channelsLastWithHalo = {1, 6 * 8, 8};
        Port x = new Port("x", SHAPE, Layout.NCHW);
        Port y = new Port("y", SHAPE, Layout.NHWC);
        int elements = 8 * 6 * 6;
        return new FunctionNetwork(
                List.of(new Slot(x, 7 * 8, channelsLastWithHalo)),
                List.of(FunctionNetwork.dense(y, elements)),
                2 * elements,
                arena -> {});
    }

    @Test
    void aRunOfANetworkAllocatesNothing() {
        NetworkSession session = reordering().newSession();
        float[] input = new float[SHAPE.elements()];
        float[] output = new float[SHAPE.elements()];

        assertThat(allocatedBy(() -> session.run(input, output))).isZero();
    }

    @Test
    void everyWayIntoANetworkAndOutAllocatesNothing() {
        for (FunctionNetwork network : List.of(reordering(), FunctionNetwork.adding(1, SHAPE, Layout.NCHW))) {
            NetworkSession session = network.newSession();
            int elements = SHAPE.elements();
            float[] input = new float[elements];
            float[] output = new float[elements];
            byte[] bytes = new byte[elements];
            FloatBuffer buffer = FloatBuffer.allocate(elements);
            FloatBuffer direct = ByteBuffer.allocateDirect(4 * elements).asFloatBuffer();
            ByteBuffer directBytes = ByteBuffer.allocateDirect(elements);

            assertThat(allocatedBy(() -> {
                        session.input("x", input).input("x", input, 0).input("x", bytes);
                        session.input("x", directBytes).input("x", direct).input("x", buffer);
                        session.run();
                        session.output("y", output).output("y", output, 0);
                        session.output("y", direct).output("y", buffer);
                    }))
                    .isZero();
            assertThat(allocatedBy(() -> {
                        session.run(input, 0, output, 0);
                        session.run(buffer, direct);
                        session.run(bytes, output);
                        session.run(directBytes, output);
                    }))
                    .isZero();
        }
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
