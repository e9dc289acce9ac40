package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.invariants.ClassFile;
import io.github.convolith.processor.invariants.VectorMethods;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The class of a network fits HotSpot and the class file format, whatever there is much of. */
class NetworkSizeLimitsTest {
    @Test
    void randomNetworksKeepToTheLimits() {
        requireSmall(TestNetworks.all());
    }

    @TestFactory
    Stream<DynamicTest> largeNetworksKeepToTheLimits() {
        return large().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> requireSmall(Map.of(each.getKey(), each.getValue()))));
    }

    private static Map<String, Graph> large() {
        Map<String, Graph> large = new LinkedHashMap<>();
        large.put("ManySteps", manySteps());
        large.put("ManyLayersOfOneShape", manyLayers(false));
        large.put("ManyShapes", manyLayers(true));
        large.put("ManyPorts", manyPorts());
        large.put("ManyNumbers", manyNumbers());
        large.put("LargeActivations", largeActivations());
        return large;
    }

    private static Graph manySteps() {
        GraphBuilder graph = new GraphBuilder().input("x", 4, 3);
        Activation.Kind[] kinds = Activation.Kind.values();
        String last = "x";
        for (int i = 0; i < 1500; i++) {
            Activation.Kind kind = kinds[1 + i % (kinds.length - 1)];
            graph.node("v" + i, new Activate(new Activation(kind, 1, 1)), last);
            last = "v" + i;
        }
        return graph.build();
    }

    /** As deep as the deepest that people use. */
    private static Graph manyLayers(boolean areDifferent) {
        GraphBuilder graph = new GraphBuilder().input("x", 3, 8, 8);
        String last = "x";
        int in = 3;
        for (int i = 0; i < 300; i++) {
            int out = areDifferent ? 2 + i % 40 : 3;
            Window window = new Window(areDifferent ? 1 + i % 3 : 3, 1, 1, new Padding.Same(true));
            graph.node(
                    "conv" + i,
                    new Conv(
                            in,
                            out,
                            1,
                            List.of(window, window),
                            false,
                            BiasRule.ADD,
                            Activation.NONE,
                            Optional.empty()),
                    new FilterSource.Stored(
                            "features.block." + i,
                            in,
                            out,
                            1,
                            List.of(window.kernel(), window.kernel()),
                            false,
                            BiasRule.ADD,
                            false),
                    last);
            graph.node(
                    "norm" + i,
                    new Scale(new Activation(Activation.Kind.RELU, 0, 0)),
                    new ScaleSource.BatchNorm("features.norm." + i, out, 1e-5f),
                    "conv" + i);
            last = "norm" + i;
            in = out;
        }
        return graph.build();
    }

    private static Graph manyPorts() {
        GraphBuilder graph = new GraphBuilder();
        String[] parts = IntStream.range(0, 250).mapToObj(i -> "in" + i).toArray(String[]::new);
        for (String part : parts) {
            graph.input(part, 2, 3, 5);
        }
        graph.node("all", new Concat(1, parts.length), parts);
        for (String part : parts) {
            graph.node("twice_" + part, new Elementwise(Elementwise.Kind.ADD, Activation.NONE), part, part);
            graph.output("twice_" + part);
        }
        return graph.output("all").build();
    }

    /** As many numbers in the code as may be, several times. */
    private static Graph manyNumbers() {
        GraphBuilder graph = new GraphBuilder().input("x", 40, 4, 4);
        Window window = new Window(1, 1, 1, Padding.NONE);
        String last = "x";
        for (int i = 0; i < 6; i++) {
            float[] kernel = new float[1600];
            for (int k = 0; k < kernel.length; k++) {
                kernel[k] = 0.1f * k + i;
            }
            graph.node(
                    "conv" + i,
                    new Conv(
                            40,
                            40,
                            1,
                            List.of(window, window),
                            false,
                            BiasRule.ADD,
                            Activation.NONE,
                            Optional.of(new Constants(kernel, new float[40]))),
                    last);
            last = "conv" + i;
        }
        for (int i = 0; i < 4; i++) {
            double[] values = new double[640];
            int offset = i;
            Arrays.setAll(values, n -> 0.7 * n + offset);
            graph.node("numbers" + i, new Constant(Shape.of(40, 4, 4), values));
            graph.node("sum" + i, new Elementwise(Elementwise.Kind.ADD, Activation.NONE), last, "numbers" + i);
            last = "sum" + i;
        }
        return graph.build();
    }

    private static Graph largeActivations() {
        Window window = new Window(3, 2, 1, new Padding.Same(true));
        return new GraphBuilder()
                .input("x", 3, 2000, 2000)
                .node(
                        "conv",
                        new Conv(
                                3,
                                16,
                                1,
                                List.of(window, window),
                                false,
                                BiasRule.ADD,
                                Activation.NONE,
                                Optional.empty()),
                        new FilterSource.Stored("conv", 3, 16, 1, List.of(3, 3), false, BiasRule.ADD, false),
                        "x")
                .node("tanh", new Activate(new Activation(Activation.Kind.TANH, 0, 0)), "conv")
                .build();
    }

    /** On both targets, whatever this JVM computes with. */
    private static void requireSmall(Map<String, Graph> graphs) {
        for (boolean hasVector : new boolean[] {false, true}) {
            List<GeneratedNetwork> networks = graphs.entrySet().stream()
                    .map(each -> GeneratedNetwork.of(each.getKey(), 1, each.getValue(), hasVector))
                    .toList();
            GeneratedNetwork.compile(networks)
                    .classes()
                    .forEach((name, bytes) ->
                            assertThat(ClassFile.read(bytes).excess()).as(name).isEmpty());
            networks.forEach(network -> network.sources()
                    .forEach((name, source) -> assertThat(source.length())
                            .as("characters of %s", name)
                            .isLessThan(2_000_000)));
            networks.forEach(network -> assertThat(
                            network.vector().map(VectorMethods::boxing).orElse(List.of()))
                    .as(network.name())
                    .isEmpty());
        }
    }
}
