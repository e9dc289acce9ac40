package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.NetworkSession;
import io.github.convolith.runtime.Port;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What holds for every network, whatever it computes. {@code -Dnetworks.calls} sets how often each thread calls its
 * session.
 */
class NetworkInvariantsTest {
    private static final long SEED = 11;
    private static final int NETWORKS = 40;
    private static final int THREADS = 8;
    private static final int CALLS = Integer.getInteger("networks.calls", 2_000);

    /** A session with the arrays that go in and come out, so that calling it needs nothing else. */
    private static final class Caller {
        private final NetworkSession session;
        private final String[] inputNames;
        private final float[][] inputs;
        private final String[] outputNames;
        private final float[][] outputs;

        Caller(Network network, long seed) {
            session = network.newSession();
            Random random = new Random(seed);
            inputNames = network.inputs().stream().map(Port::name).toArray(String[]::new);
            inputs = network.inputs().stream().map(port -> values(port, random)).toArray(float[][]::new);
            outputNames = network.outputs().stream().map(Port::name).toArray(String[]::new);
            outputs = network.outputs().stream()
                    .map(port -> new float[port.elements()])
                    .toArray(float[][]::new);
        }

        private static float[] values(Port port, Random random) {
            float[] values = new float[port.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        }

        void call() {
            for (int i = 0; i < inputs.length; i++) {
                session.input(inputNames[i], inputs[i]);
            }
            session.run();
            for (int i = 0; i < outputs.length; i++) {
                session.output(outputNames[i], outputs[i]);
            }
        }
    }

    private static List<GeneratedNetwork> networks() {
        RandomNetworks random = new RandomNetworks(SEED);
        List<GeneratedNetwork> networks = new ArrayList<>();
        for (int i = 0; i < NETWORKS; i++) {
            Graph graph = random.next();
            networks.add(GeneratedNetwork.of("Net" + i, SEED + i, graph));
        }
        return networks;
    }

    @Test
    void aCallAllocatesNothing() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
                "this JVM does not count what a thread allocates");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<GeneratedNetwork> networks = networks();
        ClassLoader loader = GeneratedNetwork.compile(networks).loader();
        for (GeneratedNetwork network : networks) {
            Caller caller = new Caller(network.link(loader), SEED);
            assertThat(bytes(threads, caller)).as(network.describe()).isZero();
        }
    }

    /** The least of a few counts, as HotSpot itself now and then allocates in a thread. */
    private static long bytes(ThreadMXBean threads, Caller caller) {
        long least = Long.MAX_VALUE;
        for (int count = 0; count < 20 && least > 0; count++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            caller.call();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void eightThreadsWithASessionEachComputeWhatOneDoes() throws Exception {
        List<GeneratedNetwork> networks = networks().subList(0, 5);
        ClassLoader loader = GeneratedNetwork.compile(networks).loader();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (GeneratedNetwork generated : networks) {
                Network network = generated.link(loader);
                List<float[][]> expected = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    Caller alone = new Caller(network, thread);
                    alone.call();
                    expected.add(alone.outputs);
                }
                List<Future<Integer>> wrong = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    Caller caller = new Caller(network, thread);
                    float[][] own = expected.get(thread);
                    wrong.add(pool.submit(() -> wrongCalls(caller, own)));
                }
                for (Future<Integer> future : wrong) {
                    assertThat(future.get()).as(generated.describe()).isZero();
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static int wrongCalls(Caller caller, float[][] expected) {
        int wrong = 0;
        for (int call = 0; call < CALLS; call++) {
            caller.call();
            if (!Arrays.deepEquals(caller.outputs, expected)) {
                wrong++;
            }
        }
        return wrong;
    }
}
