package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First layers with few channels, pooled or convolved once more: what the vector target keeps in planes. */
class PlanesTest {
    private static final int BATCH = 25;

    private static final List<Activation.Kind> ACTIVATIONS =
            List.of(Activation.Kind.NONE, Activation.Kind.RELU, Activation.Kind.RELU, Activation.Kind.SIGMOID);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void planesThatArePooledOrConvolved(long seed) {
        Random random = new Random(seed);
        NetworkRig rig = new NetworkRig();
        for (int i = 0; i < BATCH; i++) {
            rig.add("Planes" + i, seed, graph(random));
        }
        rig.check();
    }

    private static Graph graph(Random random) {
        int axes = 1 + random.nextInt(2);
        int in = 1 + random.nextInt(4);
        int out = 1 + random.nextInt(9);
        int[] sizes = IntStream.range(0, axes)
                .map(axis -> axis == axes - 1 ? 16 + random.nextInt(30) : 18 + random.nextInt(14))
                .toArray();
        GraphBuilder graph = new GraphBuilder().input("x", in, sizes);
        conv(graph, random, "first", "x", in, out, axes);
        if (random.nextInt(4) == 0) {
            conv(graph, random, "second", "first", out, 1 + random.nextInt(20), axes);
        } else {
            Pool.Kind kind = random.nextBoolean() ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
            List<Window> windows = IntStream.range(0, axes)
                    .mapToObj(axis -> new Window(
                            1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(2), pad(random, 4)))
                    .toList();
            graph.node("second", new Pool(kind, windows, random.nextInt(4) == 0, random.nextBoolean()), "first");
        }
        return graph.build();
    }

    private static void conv(GraphBuilder graph, Random random, String name, String from, int in, int out, int axes) {
        List<Window> windows = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            int stride = axis == axes - 1 || random.nextBoolean() ? 1 : 2;
            int dilation = random.nextInt(4) == 0 ? 2 : 1;
            windows.add(new Window(1 + random.nextInt(4), stride, dilation, pad(random, 2)));
        }
        Activation activation = new Activation(ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size())), 0, 0);
        List<Integer> kernel = windows.stream().map(Window::kernel).toList();
        graph.node(
                name,
                new Conv(in, out, 1, windows, false, BiasRule.ADD, activation, Optional.empty()),
                new FilterSource.Stored(name, in, out, 1, kernel, false, BiasRule.ADD, false),
                from);
    }

    /** None, or now and then some. */
    private static Padding pad(Random random, int rarity) {
        return random.nextInt(rarity) == 0 ? new Padding.Same(random.nextBoolean()) : Padding.NONE;
    }
}
