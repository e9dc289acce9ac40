package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.NetworkSession;
import io.github.convolith.runtime.Platform;
import io.github.convolith.runtime.Port;
import io.github.convolith.runtime.Target;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What holds of every network while it runs. {@code -Dnetworks.calls} sets how often each of the threads calls the
 * network that they share.
 */
class NetworkInvariantsTest {
    private static final int COUNTS = 4;
    private static final int CALLS = 50;
    private static final int THREADS = 8;

    /** How long a network may take until it allocates nothing: on the portable target it never does. */
    private static final Duration PATIENCE =
            Platform.current().target() == Target.VECTOR ? Duration.ofSeconds(20) : Duration.ZERO;

    private static final int INPUTS = 5;

    private static List<GeneratedNetwork> networks;
    private static ClassLoader loader;

    @BeforeAll
    static void generate() {
        networks = new ArrayList<>();
        TestNetworks.all().forEach((name, graph) -> networks.add(GeneratedNetwork.of(name, 1, graph)));
        loader = GeneratedNetwork.compile(networks).loader();
    }

    /** A session with arrays for everything that goes in and comes out. */
    private static final class Caller {
        private final NetworkSession session;
        private final String[] inputNames;
        private final String[] outputNames;
        private final float[][] outputs;

        Caller(Network network) {
            session = network.newSession();
            inputNames = network.inputs().stream().map(Port::name).toArray(String[]::new);
            outputNames = network.outputs().stream().map(Port::name).toArray(String[]::new);
            outputs = network.outputs().stream()
                    .map(port -> new float[port.elements()])
                    .toArray(float[][]::new);
        }

        void call(float[][] inputs) {
            for (int i = 0; i < inputs.length; i++) {
                session.input(inputNames[i], inputs[i]);
            }
            session.run();
            for (int i = 0; i < outputs.length; i++) {
                session.output(outputNames[i], outputs[i]);
            }
        }

        float[][] result(float[][] inputs) {
            call(inputs);
            return Arrays.stream(outputs).map(float[]::clone).toArray(float[][]::new);
        }
    }

    private static float[][] inputs(Graph graph, long seed) {
        Map<String, float[]> values = PortValues.random(graph, new Random(seed));
        return graph.inputs().stream().map(input -> values.get(input.name())).toArray(float[][]::new);
    }

    @Test
    void aCallAllocatesNothing() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                        && threads.isThreadAllocatedMemoryEnabled(),
                "this JVM does not count what a thread allocates");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<String> allocating = new ArrayList<>();
        for (GeneratedNetwork network : networks) {
            Caller caller = new Caller(network.link(loader));
            float[][] inputs = inputs(network.graph(), 1);
            // The least of a few counts: HotSpot itself allocates now and then where it gives up compiled code, and
            // vectors are objects until C2 has compiled what computes with them.
            long least = Long.MAX_VALUE;
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (int count = 0; least > 0 && (count < COUNTS || System.nanoTime() < end); count++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int call = 0; call < CALLS; call++) {
                    caller.call(inputs);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            if (least != 0) {
                allocating.add(least + " bytes in " + CALLS + " calls: " + network.describe());
            }
        }
        assertThat(allocating).isEmpty();
    }

    @Test
    void aSessionRemembersNothingOfEarlierCalls() {
        for (GeneratedNetwork network : networks) {
            Network linked = network.link(loader);
            Caller lasting = new Caller(linked);
            for (int call = 0; call < 3 * INPUTS; call++) {
                float[][] inputs = inputs(network.graph(), call % INPUTS);
                requireSame(new Caller(linked).result(inputs), lasting.result(inputs), network);
            }
        }
    }

    @Test
    void aCallOnlyReadsItsInputs() {
        for (GeneratedNetwork network : networks) {
            float[][] inputs = inputs(network.graph(), 1);
            new Caller(network.link(loader)).call(inputs);
            requireSame(inputs(network.graph(), 1), inputs, network);
        }
    }

    @Test
    void eightThreadsGetWhatOneGets() throws Exception {
        int calls = Integer.getInteger("networks.calls", 20_000);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (GeneratedNetwork network : networks) {
                // All share what is most like what people run; the others a few calls each.
                int own = network.name().equals("Plain") ? calls : Math.min(calls, 200);
                Network linked = network.link(loader);
                List<float[][]> inputs = new ArrayList<>();
                List<float[][]> outputs = new ArrayList<>();
                for (int i = 0; i < INPUTS; i++) {
                    inputs.add(inputs(network.graph(), i));
                    outputs.add(new Caller(linked).result(inputs.get(i)));
                }
                CyclicBarrier start = new CyclicBarrier(THREADS);
                List<Future<Void>> running = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    int first = thread;
                    Callable<Void> work = () -> {
                        Caller caller = new Caller(linked);
                        start.await();
                        for (int call = 0; call < own; call++) {
                            int i = (first + call) % INPUTS;
                            caller.call(inputs.get(i));
                            requireSame(outputs.get(i), caller.outputs, network);
                        }
                        return null;
                    };
                    running.add(pool.submit(work));
                }
                for (Future<Void> each : running) {
                    each.get();
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void requireSame(float[][] expected, float[][] actual, GeneratedNetwork network) {
        for (int i = 0; i < expected.length; i++) {
            int first = Arrays.mismatch(expected[i], actual[i]);
            if (first >= 0) {
                throw new AssertionError("array %d, element %d: %s, expected %s; %s"
                        .formatted(i, first, actual[i][first], expected[i][first], network.describe()));
            }
        }
    }
}
