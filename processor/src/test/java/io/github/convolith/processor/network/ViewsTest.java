package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is between layers and only moves axes about: shuffled channels, parts, planes that become rows. */
class ViewsTest {
    private static final int BATCH = 20;

    private static final Activation RELU = new Activation(Activation.Kind.RELU, 0, 0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void channelsShuffledBetweenConvolutions(long seed) {
        check("Shuffled", seed, ViewsTest::shuffled);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void axesMovedBetweenLayers(long seed) {
        check("Moved", seed, ViewsTest::moved);
    }

    /** More than are looked through at once: somewhere among them elements are moved after all. */
    @Test
    void manyPartsOfParts() {
        int width = 40;
        GraphBuilder graph = new GraphBuilder().input("x", 2, 3, width);
        conv(graph, new Random(1), "part" + width, "x", Shape.of(2, 3, width), 3, 1, 1);
        for (int columns = width - 1; columns > 4; columns--) {
            Slice slice = new Slice(List.of(0, 0, columns % 2), List.of(3, 3, columns), List.of(1, 1, 1));
            graph.node("part" + columns, slice, "part" + (columns + 1));
        }
        conv(graph, new Random(2), "last", "part5", Shape.of(3, 3, 5), 4, 1, 3);
        NetworkRig.check(1, graph.output("last").build());
    }

    /** Rows that lie between the channels of others, before a layer with padding: vectors reach beyond the last of them. */
    @Test
    void paddingBehindRowsSeenBetweenChannels() {
        Window rows = new Window(1, 2, 1, Padding.NONE);
        Window columns = new Window(3, 3, 1, new Padding.Same(false));
        GraphBuilder graph = new GraphBuilder()
                .input("x", 6, 7, 7)
                .node("activated", new Activate(RELU), "x")
                .node("means", new Reduce(Reduce.Kind.MEAN, List.of(2), false), "activated")
                .node("parts", new Reshape(Shape.of(3, 2, 7)), "means")
                .node("swapped", new Transpose(List.of(1, 0, 2)), "parts")
                .node(
                        "last",
                        new Conv(
                                2,
                                2,
                                2,
                                List.of(rows, columns),
                                false,
                                BiasRule.ADD,
                                Activation.NONE,
                                Optional.empty()),
                        new FilterSource.Stored("last", 2, 2, 2, List.of(1, 3), false, BiasRule.ADD, false),
                        "swapped");
        NetworkRig.check(1, graph.output("swapped").output("last").build());
    }

    private interface Networks {
        Graph of(Random random);
    }

    private static void check(String name, long seed, Networks networks) {
        Random random = new Random(seed);
        NetworkRig rig = new NetworkRig();
        for (int i = 0; i < BATCH; i++) {
            rig.add(name + i, seed, networks.of(random));
        }
        rig.check();
    }

    /** A unit of ShuffleNet: grouped, shuffled, depthwise, grouped. */
    private static Graph shuffled(Random random) {
        int groups = 2 + random.nextInt(4);
        int channels = groups * (1 + random.nextInt(12));
        int size = 2 + random.nextInt(9);
        GraphBuilder graph = new GraphBuilder().input("x", groups * 2, size, size);
        conv(graph, random, "first", "x", Shape.of(groups * 2, size, size), channels, groups, 1);
        graph.node("apart", new Reshape(Shape.of(groups, channels / groups, size, size)), "first")
                .node("swapped", new Transpose(List.of(1, 0, 2, 3)), "apart")
                .node("shuffled", new Reshape(Shape.of(channels, size, size)), "swapped");
        Shape shape = Shape.of(channels, size, size);
        String from = "shuffled";
        if (random.nextInt(4) > 0) {
            conv(graph, random, "depthwise", from, shape, channels, channels, 3);
            from = "depthwise";
        }
        boolean isGrouped = random.nextInt(4) > 0;
        conv(graph, random, "last", from, shape, groups * 5, isGrouped ? groups : 1, random.nextInt(4) > 0 ? 1 : 3);
        if (random.nextInt(6) == 0) {
            graph.output("shuffled");
        }
        return graph.output("last").build();
    }

    /** A layer, its axes moved, and another layer. */
    private static Graph moved(Random random) {
        int turns = 1 + random.nextInt(3);
        int channels = 1 + random.nextInt(20);
        int height = 1 + random.nextInt(9);
        int width = 1 + random.nextInt(9);
        GraphBuilder graph = new GraphBuilder().input("x", 5, height, width);
        Shape shape = Shape.of(channels, height, width);
        conv(graph, random, "first", "x", Shape.of(5, height, width), channels, 1, 1);
        String from = "first";
        for (int i = 0; i < turns; i++) {
            String name = "moved" + i;
            List<Integer> sizes = shape.sizes();
            switch (random.nextInt(5)) {
                case 0 -> {
                    shape = Shape.of(shape.channels(), 1, sizes.get(0) * sizes.get(1));
                    graph.node(name, new Reshape(shape), from);
                }
                case 1 -> {
                    graph.node(name, new Transpose(List.of(0, 2, 1)), from);
                    shape = Shape.of(shape.channels(), sizes.get(1), sizes.get(0));
                }
                case 2 -> {
                    graph.node(name, new Transpose(List.of(2, 1, 0)), from);
                    shape = Shape.of(sizes.get(1), sizes.get(0), shape.channels());
                }
                case 3 -> graph.node(name, new Activate(RELU), from);
                default -> {
                    List<Integer> begins =
                            shape.dimensions().stream().map(random::nextInt).toList();
                    Shape whole = shape;
                    List<Integer> taken = IntStream.range(0, 3)
                            .map(axis -> 1 + random.nextInt(whole.dimensions().get(axis) - begins.get(axis)))
                            .boxed()
                            .toList();
                    graph.node(name, new Slice(begins, taken, List.of(1, 1, 1)), from);
                    shape = Shape.ofDimensions(taken);
                }
            }
            from = name;
        }
        return switch (random.nextInt(4)) {
            case 0 -> graph.output(from).build();
            case 1 ->
                conv(graph, random, "last", from, shape, 1 + random.nextInt(20), 1, 3)
                        .output("last")
                        .build();
            case 2 ->
                graph.node("last", new Elementwise(Elementwise.Kind.ADD, Activation.NONE), from, from)
                        .output("last")
                        .build();
            default ->
                graph.node("last", new Pool(Pool.Kind.MAX, List.of(window(2, 1), window(2, 1)), false, false), from)
                        .output("last")
                        .build();
        };
    }

    private static Window window(int kernel, int pad) {
        return new Window(kernel, 1, 1, new Padding.Explicit(pad, pad));
    }

    /** A convolution of square kernels, with as much padding as keeps the plane. */
    private static GraphBuilder conv(
            GraphBuilder graph, Random random, String name, String from, Shape shape, int out, int groups, int kernel) {
        int stride = kernel > 1 && random.nextInt(3) == 0 ? 2 : 1;
        Window window = new Window(kernel, stride, 1, new Padding.Explicit(kernel / 2, kernel / 2));
        Activation activation = random.nextBoolean() ? RELU : Activation.NONE;
        int in = shape.channels();
        return graph.node(
                name,
                new Conv(in, out, groups, List.of(window, window), false, BiasRule.ADD, activation, Optional.empty()),
                new FilterSource.Stored(name, in, out, groups, List.of(kernel, kernel), false, BiasRule.ADD, false),
                from);
    }
}
