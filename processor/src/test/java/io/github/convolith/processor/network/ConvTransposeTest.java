package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.pass.Passes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvTransposeTest {
    private static final Activation RELU = new Activation(Activation.Kind.RELU, 0, 0);

    private static TransposedWindow window(int kernel, int stride, int dilation, Padding padding, int outputPadding) {
        return new TransposedWindow(new Window(kernel, stride, dilation, padding), outputPadding);
    }

    private static TransposedWindow window(int kernel, int stride) {
        return window(kernel, stride, 1, Padding.NONE, 0);
    }

    private static ConvTranspose op(int in, int out, int groups, TransposedWindow... windows) {
        return new ConvTranspose(in, out, groups, List.of(windows), BiasRule.ADD, Activation.NONE);
    }

    private static FilterSource.Stored filter(String layer, ConvTranspose op) {
        List<Integer> kernel =
                op.windows().stream().map(each -> each.window().kernel()).toList();
        return new FilterSource.Stored(layer, op.in(), op.out(), op.groups(), kernel, false, op.bias(), true);
    }

    private static Graph graph(ConvTranspose op, int... sizes) {
        return new GraphBuilder()
                .input("x", op.in(), sizes)
                .node("y", op, filter("y", op), "x")
                .build();
    }

    @Test
    void theReferenceIsRightOnAnExampleWorkedByHand() {
        float[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        float[] ones = new float[9];
        Arrays.fill(ones, 1);
        ConvTranspose op = op(1, 1, 1, window(3, 1), window(3, 1));
        StoredWeights weights = new StoredWeights(Map.of(), Map.of("y.weight", ones, "y.bias", new float[1]));
        double[] y = ReferenceNetwork.values(graph(op, 3, 3), weights, Map.of("x", x))
                .get("y")
                .numbers();
        assertThat(y)
                .containsExactly(
                        0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8);
    }

    @Test
    void theReferenceTakesTheKernelAsItIsStored() {
        ConvTranspose op = op(1, 1, 1, window(3, 2, 1, new Padding.Explicit(1, 0), 1));
        StoredWeights weights =
                new StoredWeights(Map.of(), Map.of("y.weight", new float[] {1, 10, 100}, "y.bias", new float[] {0}));
        double[] y = ReferenceNetwork.values(graph(op, 2), weights, Map.of("x", new float[] {1, 2}))
                .get("y")
                .numbers();
        // Without padding: 1, 10, 100 + 2, 20, 200, and one zero more.
        assertThat(y).containsExactly(10, 102, 20, 200, 0);
    }

    @Test
    void anyAttributesGiveWhatTheyShould() {
        NetworkRig rig = new NetworkRig();
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            rig.add("Random" + seed, seed, random(random));
        }
        assertThat(rig.check()).isBetween(1e-3, 20.0);
    }

    private static Graph random(Random random) {
        int axes = 1 + random.nextInt(2);
        int groups = 1 + random.nextInt(3);
        int in = groups * (1 + random.nextInt(random.nextInt(4) == 0 ? 9 : 3));
        int out = groups * (1 + random.nextInt(3));
        TransposedWindow[] windows = new TransposedWindow[axes];
        int[] sizes = new int[axes];
        for (int axis = 0; axis < axes; axis++) {
            sizes[axis] = 1 + random.nextInt(6);
            do {
                windows[axis] = randomWindow(random);
            } while (windows[axis].output(sizes[axis]) < 1);
        }
        BiasRule bias = BiasRule.values()[random.nextInt(3)];
        Activation activation = random.nextBoolean() ? Activation.NONE : RELU;
        ConvTranspose op = new ConvTranspose(in, out, groups, List.of(windows), bias, activation);
        return graph(op, sizes);
    }

    private static TransposedWindow randomWindow(Random random) {
        int stride = 1 + random.nextInt(4);
        int dilation = random.nextBoolean() ? 1 : 1 + random.nextInt(4);
        int kernel = 1 + random.nextInt(6);
        Padding padding = switch (random.nextInt(4)) {
            case 0 -> Padding.NONE;
            case 1 -> new Padding.Same(random.nextBoolean());
            default -> new Padding.Explicit(random.nextInt(6), random.nextInt(6));
        };
        int outputPadding = random.nextInt(Math.max(stride, dilation));
        return window(kernel, stride, dilation, padding, outputPadding);
    }

    @Test
    void largeOnesAreTiledAndTheirSumsKeptInParts() {
        NetworkRig rig = new NetworkRig();
        Padding one = new Padding.Explicit(1, 1);
        // More positions than a tile has, in rows and along a signal.
        rig.add("Image", 1, graph(op(2, 3, 1, window(4, 2, 1, one, 0), window(3, 2, 1, one, 1)), 70, 45));
        rig.add("Signal", 2, graph(op(2, 3, 1, window(5, 3, 1, one, 2)), 2500));
        // 256 phases with 4 taps each, so that one output channel is computed at a time, and some with none.
        rig.add("Phases", 3, graph(op(1, 3, 1, window(32, 16), window(32, 16)), 3, 4));
        rig.add("Gaps", 4, graph(op(3, 2, 1, window(3, 40), window(2, 2)), 4, 3));
        rig.add("Many", 5, graph(op(7, 300, 1, window(2, 2), window(2, 2)), 2, 3));
        rig.check();
    }

    /** Kernels as large as their strides: every element of the input becomes a block by itself. */
    @Test
    void elementsThatBecomeBlocks() {
        NetworkRig rig = new NetworkRig();
        Activation sigmoid = new Activation(Activation.Kind.SIGMOID, 0, 0);
        for (int out : new int[] {1, 3, 8, 9}) {
            List<TransposedWindow> block = List.of(window(2, 2), window(3, 3));
            rig.add("Block" + out, out, graph(op(5, out, 1, window(2, 2), window(3, 3)), 4, 7));
            rig.add("Stretch" + out, out, graph(op(5, out, 1, window(4, 4)), 9));
            rig.add("Bent" + out, out, graph(new ConvTranspose(5, out, 1, block, BiasRule.ADD, sigmoid), 3, 5));
        }
        rig.check();
    }

    @Test
    void sizesAreThoseOfTheTransposedConvolution() {
        Padding same = new Padding.Same(true);
        assertThat(op(1, 2, 1, window(4, 2, 1, new Padding.Explicit(1, 1), 0)).output(List.of(Shape.of(1, 8))))
                .isEqualTo(Shape.of(2, 16));
        assertThat(op(1, 2, 1, window(3, 2, 2, new Padding.Explicit(0, 1), 1)).output(List.of(Shape.of(1, 5))))
                .isEqualTo(Shape.of(2, 13));
        assertThat(op(1, 2, 1, window(3, 2, 1, same, 0)).output(List.of(Shape.of(1, 5))))
                .isEqualTo(Shape.of(2, 10));
        assertThat(op(1, 2, 1, window(1, 3, 1, same, 0)).output(List.of(Shape.of(1, 5))))
                .isEqualTo(Shape.of(2, 15));
        assertThat(op(2, 4, 2, window(3, 2)).work(List.of(Shape.of(2, 5)))).isEqualTo(2 * 5 * 3 * 2);
        assertThatThrownBy(() -> op(1, 1, 1, window(2, 1, 1, new Padding.Explicit(2, 2), 0))
                        .output(List.of(Shape.of(1, 3))))
                .isInstanceOf(Misfit.class)
                .hasMessage("its padding leaves nothing of what it makes of 1 × 3");
    }

    @Test
    void batchNormalisationAndActivationAreFolded() {
        TransposedWindow window = window(3, 2, 1, new Padding.Explicit(1, 1), 1);
        ConvTranspose op = op(4, 3, 1, window, window);
        Graph graph = new GraphBuilder()
                .input("x", 4, 5, 6)
                .node("y", op, filter("y", op), "x")
                .node("norm", new Scale(Activation.NONE), new ScaleSource.BatchNorm("norm", 3, 1e-5f), "y")
                .node("relu", new Activate(RELU), "norm")
                .build();
        Passes.Result result = Passes.run(graph);
        assertThat(result.graph().nodes()).hasSize(1);
        assertThat(result.notes()).hasSize(2);
        NetworkRig.check(3, graph);
    }

    @Test
    void aScaleBeforeIsFoldedOnlyWithoutAShift() {
        assertThat(nodesBehindScale(new float[] {0, 0})).isEqualTo(1);
        assertThat(nodesBehindScale(new float[] {0, 0.5f})).isEqualTo(2);
    }

    private static int nodesBehindScale(float[] mean) {
        ConvTranspose op = op(2, 3, 1, window(3, 2), window(3, 2));
        Graph graph = new GraphBuilder()
                .input("x", 2, 4, 4)
                .node(
                        "scaled",
                        new Scale(Activation.NONE),
                        new ScaleSource.Normalization(mean, new float[] {2, 4}),
                        "x")
                .node("y", op, filter("y", op), "scaled")
                .build();
        NetworkRig.check(4, graph);
        return Passes.run(graph).graph().nodes().size();
    }

    @Test
    void annotationsSayAll() {
        List<ConvTranspose> ops = new ArrayList<>();
        ops.add(op(
                4,
                6,
                2,
                window(4, 2, 1, new Padding.Explicit(1, 1), 0),
                window(4, 2, 1, new Padding.Explicit(1, 1), 0)));
        ops.add(new ConvTranspose(
                6,
                2,
                1,
                List.of(window(3, 2, 1, new Padding.Explicit(1, 2), 1), window(2, 3, 2, new Padding.Explicit(0, 1), 2)),
                BiasRule.NONE,
                new Activation(Activation.Kind.LEAKY_RELU, 0.1f, 0)));
        ops.add(op(2, 3, 1, window(3, 2, 1, new Padding.Same(true), 0), window(3, 2, 1, new Padding.Same(true), 0)));
        GraphBuilder meant = new GraphBuilder().input("input", 4, 3, 2);
        String[] names = {"a", "b", "c"};
        for (int i = 0; i < names.length; i++) {
            meant.node(names[i], ops.get(i), filter(names[i], ops.get(i)), i == 0 ? "input" : names[i - 1]);
        }
        String layers = """
                @ConvTransposeLayer(in = 4, out = 6, kernel = 4, stride = 2, pad = 1, groups = 2) void a();
                @ConvTransposeLayer(out = 2, kernel = {3, 2}, stride = {2, 3}, dilation = {1, 2}, pad = {1, 0, 2, 1},
                        outputPadding = {1, 2}, bias = Bias.NONE, activation = LEAKY_RELU, alpha = 0.1f) void b();
                @ConvTransposeLayer(out = 3, kernel = 3, stride = 2, padding = SAME) void c();""";
        new NetworkRig()
                .add(AnnotatedNetwork.of("Decoder", "channels = 4, height = 3, width = 2", layers, meant.build()))
                .check();
    }

    @Test
    void annotationsOfSignalsAndThresholds() {
        TransposedWindow window = window(5, 4, 1, new Padding.Same(false), 0);
        ConvTranspose op = new ConvTranspose(2, 3, 1, List.of(window), BiasRule.ADD, Activation.NONE);
        FilterSource filter = new FilterSource.Stored("up", 2, 3, 1, List.of(5), false, BiasRule.SUBTRACT, true);
        Graph meant = new GraphBuilder()
                .input("input", 2, 7)
                .node("up", op, filter, "input")
                .build();
        String layers =
                "@ConvTransposeLayer(out = 3, kernel = 5, stride = 4, padding = SAME_LOWER, bias = Bias.SUBTRACT) void up();";
        new NetworkRig()
                .add(AnnotatedNetwork.of("Signal", "channels = 2, length = 7", layers, meant))
                .check();
    }
}
