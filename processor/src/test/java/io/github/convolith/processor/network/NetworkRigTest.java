package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rig by which networks are tested, and by the way a network with every operator of a classifier. */
class NetworkRigTest {
    private static final Activation RELU = new Activation(Activation.Kind.RELU, 0, 0);

    private static Conv conv(int in, int out, int kernel) {
        Window window = new Window(kernel, 1, 1, new Padding.Same(true));
        return new Conv(in, out, 1, List.of(window, window), false, BiasRule.ADD, Activation.NONE, Optional.empty());
    }

    private static FilterSource filter(String layer, int in, int out, Integer... kernel) {
        return new FilterSource.Stored(layer, in, out, 1, List.of(kernel), false, BiasRule.ADD, false);
    }

    private static Graph classifier() {
        Window two = new Window(2, 2, 1, Padding.NONE);
        Conv dense = new Conv(8 * 16, 10, 1, List.of(), false, BiasRule.ADD, Activation.NONE, Optional.empty());
        return new GraphBuilder()
                .inputChannelsLast("image", 3, 8, 8)
                .node("c1", conv(3, 4, 3), filter("c1", 3, 4, 3, 3), "image")
                .node("b1", new Scale(RELU), new ScaleSource.BatchNorm("b1", 4, 1e-5f), "c1")
                .node("c2", conv(4, 4, 3), filter("c2", 4, 4, 3, 3), "b1")
                .node("sum", new Elementwise(Elementwise.Kind.ADD, RELU), "c2", "b1")
                .node("p1", new Pool(Pool.Kind.MAX, List.of(two, two), false, false), "sum")
                .node("p2", new Pool(Pool.Kind.AVERAGE, List.of(two, two), false, false), "sum")
                .node("both", new Concat(0, 2), "p1", "p2")
                .node("tanh", new Activate(new Activation(Activation.Kind.TANH, 0, 0)), "both")
                .node("flat", new Reshape(Shape.of(8 * 16)), "tanh")
                .node("scores", dense, filter("scores", 8 * 16, 10), "flat")
                .output("scores")
                .outputChannelsLast("features", "p2")
                .build();
    }

    @Test
    void aSmallClassifierIsWhatItShouldBe() {
        assertThat(new NetworkRig().add("Classifier", 1, classifier()).check()).isBetween(1e-3, Inexact.FACTOR);
    }

    @Test
    void aNetworkThatComputesSomethingElseIsTold() {
        // Compiled as it is, but compared with a network that has another activation.
        assertThatThrownBy(() -> NetworkRig.compareAs(classifier(), withTanhReplaced()))
                .hasMessageContaining("seed 1")
                .hasMessageContaining("output scores")
                .hasMessageContaining("flat = Reshape");
    }

    private static Graph withTanhReplaced() {
        Graph graph = classifier();
        Op other = new Activate(new Activation(Activation.Kind.SOFTSIGN, 0, 0));
        return graph.with(
                graph.nodes().stream()
                        .map(node -> node.name().equals("tanh")
                                ? new io.github.convolith.processor.graph.Node("tanh", other, node.inputs())
                                : node)
                        .toList(),
                name -> name);
    }

    @Test
    void theReferenceIsRightOnAnExampleWorkedByHand() {
        float[] x = {3, 3, 2, 1, 0, 0, 0, 1, 3, 1, 3, 1, 2, 2, 3, 2, 0, 0, 2, 2, 2, 0, 0, 0, 1};
        float[] kernel = {0, 1, 2, 2, 2, 0, 0, 1, 2};
        Window three = new Window(3, 1, 1, Padding.NONE);
        Conv conv = new Conv(1, 1, 1, List.of(three, three), false, BiasRule.NONE, Activation.NONE, Optional.empty());
        Graph graph = new GraphBuilder()
                .input("x", 1, 5, 5)
                .node("y", conv, filter("y", 1, 1, 3, 3), "x")
                .node("mean", new Pool(Pool.Kind.AVERAGE, List.of(three, three), false, false), "y")
                .build();
        StoredWeights weights = new StoredWeights(Map.of(), Map.of("y.weight", kernel, "y.bias", new float[1]));
        Map<String, Value> values = ReferenceNetwork.values(graph, weights, Map.of("x", x));
        assertThat(values.get("y").numbers()).containsExactly(12, 12, 17, 10, 17, 19, 9, 6, 14);
        assertThat(values.get("mean").numbers()).containsExactly(116 / 9.0);
    }
}
