package io.github.convolith.processor.invariants;

import static io.github.convolith.processor.invariants.SpecBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.sweep.RandomSpecs;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Session;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call costs the garbage collector nothing, whichever way the layer is computed. */
class AllocationTest {
    private static final long SEED = 2;
    private static final int RANDOM_SPECS = 15;

    private static final int COUNTS = 4;
    private static final int CALLS = 100;

    @Test
    void aRunAllocatesNothingInAnyStrategy() {
        ThreadMXBean threads = countingThreads();
        GeneratedLayers layers = layers();
        ClassLoader loader = layers.compile().loader();
        List<String> allocating = new ArrayList<>();
        for (GeneratedLayers.Generated each : layers.layers()) {
            Layer layer = GeneratedLayers.link(loader, each.name(), each.spec());
            long bytes = allocatedBy(layer, threads);
            if (bytes != 0) {
                allocating.add(bytes + " bytes in " + CALLS + " calls: " + each);
            }
        }
        assertThat(allocating).isEmpty();
        assertThat(layers.layers().stream().map(GeneratedLayers.Generated::strategy))
                .containsAll(Planner.STRATEGIES);
    }

    @Test
    void anActivationAllocatesNothing() {
        ThreadMXBean threads = countingThreads();
        GeneratedLayers layers = new GeneratedLayers();
        for (Activation.Kind kind : Activation.Kind.values()) {
            layers.addAll(layer(1, 2, 2).fixed(9).activation(kind).build());
        }
        ClassLoader loader = layers.compile().loader();
        for (GeneratedLayers.Generated each : layers.layers()) {
            Layer layer = GeneratedLayers.link(loader, each.name(), each.spec());
            assertThat(allocatedBy(layer, threads)).as(each.toString()).isZero();
        }
    }

    private static GeneratedLayers layers() {
        GeneratedLayers layers = new GeneratedLayers()
                .addAll(layer(3, 8, 3, 3).stride(2).padding("SAME").open(32, 32).build())
                .addAll(layer(8, 8, 3, 3).padding("SAME").fixed(20, 60).build())
                .addAll(layer(16, 16, 3, 3)
                        .groups(16)
                        .padding("SAME")
                        .open(40, 40)
                        .build())
                .addAll(layer(16, 24, 1, 1)
                        .open(9, 9)
                        .activation(Activation.Kind.RELU)
                        .build())
                .addAll(layer(4, 4, 31, 31).padding("SAME").open(10, 10).build())
                .addAll(layer(2, 3, 9).dilation(3).padding("CAUSAL").open(3000).build())
                .addAll(layer(4, 4, 3, 3)
                        .padding("SAME")
                        .fixed(6, 6)
                        .constant(0.5)
                        .build());
        RandomSpecs random = new RandomSpecs(SEED);
        for (int i = 0; i < RANDOM_SPECS; i++) {
            layers.addAll(random.next());
        }
        return layers;
    }

    private static ThreadMXBean countingThreads() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                        && threads.isThreadAllocatedMemoryEnabled(),
                "this JVM does not count what a thread allocates");
        return (ThreadMXBean) ManagementFactory.getThreadMXBean();
    }

    /**
     * Bytes that so many runs allocate: the least of a few counts, since HotSpot itself now and then allocates once in a
     * thread whose compiled code it gives up. What a run allocates, each of them does.
     */
    private static long allocatedBy(Layer layer, ThreadMXBean threads) {
        Session session = layer.newSession();
        float[] x = new float[layer.inputShape().elements() + 2];
        float[] y = new float[layer.outputShape().elements() + 3];
        long least = Long.MAX_VALUE;
        for (int count = 0; count < COUNTS && least > 0; count++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < CALLS; call++) {
                session.run(x, 2, y, 3);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
