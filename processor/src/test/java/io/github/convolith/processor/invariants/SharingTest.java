package io.github.convolith.processor.invariants;

import static io.github.convolith.processor.invariants.SpecBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.sweep.RandomSpecs;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A layer may be shared, and a session remembers nothing of what it computed: the same input gives the same bits. */
class SharingTest {
    private static final long SEED = 3;
    private static final int RANDOM_SPECS = 15;
    private static final int THREADS = 4;
    private static final int INPUTS = 3;
    private static final int ROUNDS = 20;

    private static GeneratedLayers layers;
    private static ClassLoader loader;

    @BeforeAll
    static void generate() {
        layers = new GeneratedLayers()
                .addAll(layer(3, 8, 3, 3).stride(2).padding("SAME").open(32, 32).build())
                .addAll(layer(4, 6, 3, 3).padding("SAME").fixed(14, 90).build())
                .addAll(layer(6, 12, 5, 5)
                        .groups(6)
                        .padding("FULL")
                        .open(20, 80)
                        .build())
                .addAll(layer(2, 3, 9).padding("CAUSAL").open(2500).build());
        RandomSpecs random = new RandomSpecs(SEED);
        for (int i = 0; i < RANDOM_SPECS; i++) {
            layers.addAll(random.next());
        }
        assertThat(layers.layers().stream().map(GeneratedLayers.Generated::strategy))
                .containsAll(Planner.STRATEGIES);
        loader = layers.compile().loader();
    }

    /** A linked layer with inputs, and what a session of its own gave for each of them. */
    private record Linked(GeneratedLayers.Generated from, Layer layer, List<float[]> inputs, List<float[]> outputs) {
        static Linked of(GeneratedLayers.Generated from) {
            Layer layer = GeneratedLayers.link(loader, from.name(), from.spec());
            RandomSpecs random = new RandomSpecs(SEED);
            List<float[]> inputs = Stream.generate(
                            () -> random.values(layer.inputShape().elements()))
                    .limit(INPUTS)
                    .toList();
            List<float[]> outputs =
                    inputs.stream().map(input -> run(layer.newSession(), input)).toList();
            return new Linked(from, layer, inputs, outputs);
        }
    }

    private static float[] run(Session session, float[] input) {
        float[] output = new float[session.outputShape().elements()];
        session.run(input, output);
        return output;
    }

    @Test
    void aSessionRemembersNothingOfEarlierCalls() {
        for (GeneratedLayers.Generated from : layers.layers()) {
            Linked linked = Linked.of(from);
            Session session = linked.layer().newSession();
            for (int call = 0; call < 3 * INPUTS; call++) {
                // Forth and back, so that each input follows each of the others.
                int i = call % (2 * INPUTS) < INPUTS ? call % INPUTS : INPUTS - 1 - call % INPUTS;
                assertSameBits(
                        run(session, linked.inputs().get(i)), linked.outputs().get(i), "call " + call, from);
            }
        }
    }

    @Test
    void aSessionForgetsNumbersThatAreNotFinite() {
        for (GeneratedLayers.Generated from : layers.layers()) {
            Linked linked = Linked.of(from);
            Session session = linked.layer().newSession();
            for (float poison : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                float[] input = new float[linked.layer().inputShape().elements()];
                Arrays.fill(input, poison);
                run(session, input);
                assertSameBits(
                        run(session, linked.inputs().get(0)), linked.outputs().get(0), "after " + poison, from);
            }
        }
    }

    @Test
    void sessionsOfOneLayerDoNotTouchEachOther() {
        for (GeneratedLayers.Generated from : layers.layers()) {
            Linked linked = Linked.of(from);
            List<Session> sessions = linked.inputs().stream()
                    .map(input -> linked.layer().newSession())
                    .toList();
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < INPUTS; i++) {
                    float[] output = run(sessions.get(i), linked.inputs().get(i));
                    assertSameBits(output, linked.outputs().get(i), "session " + i, from);
                }
            }
        }
    }

    @Test
    void aRunOnlyReadsItsInput() {
        for (GeneratedLayers.Generated from : layers.layers()) {
            Linked linked = Linked.of(from);
            float[] input = linked.inputs().get(0);
            float[] before = input.clone();
            run(linked.layer().newSession(), input);
            assertSameBits(input, before, "input", from);
        }
    }

    @Test
    void fourThreadsShareALayer() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (GeneratedLayers.Generated from : layers.layers()) {
                Linked linked = Linked.of(from);
                CyclicBarrier start = new CyclicBarrier(THREADS);
                List<Future<Void>> running = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    running.add(pool.submit(runsOnItsOwn(linked, thread, start)));
                }
                for (Future<Void> each : running) {
                    each.get();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failure) {
                throw failure;
            }
            throw e;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Callable<Void> runsOnItsOwn(Linked linked, int thread, CyclicBarrier start) {
        return () -> {
            Session session = linked.layer().newSession();
            float[] output = new float[session.outputShape().elements()];
            start.await();
            for (int round = 0; round < ROUNDS; round++) {
                int i = (thread + round) % INPUTS;
                session.run(linked.inputs().get(i), output);
                assertSameBits(output, linked.outputs().get(i), "thread " + thread, linked.from());
            }
            return null;
        };
    }

    private static void assertSameBits(float[] actual, float[] expected, String what, GeneratedLayers.Generated from) {
        // Compares as Float.equals does, but for the payload of a NaN.
        int first = Arrays.mismatch(actual, expected);
        if (first >= 0) {
            throw new AssertionError(
                    "%s, element %d: %s, expected %s; %s".formatted(what, first, actual[first], expected[first], from));
        }
    }
}
