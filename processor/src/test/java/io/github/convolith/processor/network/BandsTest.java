package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pointwise and depthwise layers with values between them that are larger than the cache: they take turns. */
class BandsTest {
    private static final String LOOP = "for (int turn = 0; turn < ";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void thinLayersWithLargeValuesBetweenThem(long seed) {
        NetworkRig.check(seed, chain(new Random(seed)));
    }

    @Test
    void fewRowsOfAnExpansionAreThereAtATime() {
        GraphBuilder graph = new GraphBuilder().input("x", 16, 112, 112);
        conv(graph, "expand", "x", 16, 96, 1, Window.POINT);
        conv(graph, "depthwise", "expand", 96, 96, 96, new Window(3, 2, 1, new Padding.Explicit(1, 1)));
        conv(graph, "project", "depthwise", 96, 24, 1, Window.POINT);

        String source = vectorSource(graph.build());

        assertThat(source).contains(LOOP + "14;", "the last row of expand again", "8 rows in turns", "To96x8x112");
    }

    @Test
    void rowsThatReachDownIntoTheNextTurnAreComputedAtOnce() {
        GraphBuilder graph = new GraphBuilder().input("x", 16, 112, 112);
        conv(graph, "expand", "x", 16, 96, 1, Window.POINT);
        conv(graph, "depthwise", "expand", 96, 96, 96, new Window(3, 1, 1, new Padding.Explicit(1, 1)));

        assertThat(vectorSource(graph.build())).doesNotContain(LOOP);
    }

    @Test
    void whatComesOutIsComputedAsAWhole() {
        GraphBuilder graph = new GraphBuilder().input("x", 16, 112, 112);
        conv(graph, "expand", "x", 16, 96, 1, Window.POINT);
        conv(graph, "project", "expand", 96, 24, 1, Window.POINT);

        assertThat(vectorSource(graph.output("project").build())).contains(LOOP);
        assertThat(vectorSource(graph.output("expand").build())).doesNotContain(LOOP);
    }

    private static String vectorSource(Graph graph) {
        return GeneratedNetwork.of("Banded", 1, graph, true).vector().orElseThrow();
    }

    private static void conv(
            GraphBuilder graph, String name, String from, int in, int out, int groups, Window... windows) {
        List<Window> both = windows.length == 2 ? List.of(windows) : List.of(windows[0], windows[0]);
        List<Integer> kernel = both.stream().map(Window::kernel).toList();
        Activation activation = out % 3 == 0 ? new Activation(Activation.Kind.RELU6, 0, 0) : Activation.NONE;
        graph.node(
                name,
                new Conv(in, out, groups, both, false, BiasRule.ADD, activation, Optional.empty()),
                new FilterSource.Stored(name, in, out, groups, kernel, false, BiasRule.ADD, false),
                from);
    }

    /** Layers one behind the other, of which some can take turns. */
    private static Graph chain(Random random) {
        int channels = 3 + random.nextInt(10);
        int height = 8 * (8 + random.nextInt(4));
        int width = 63 + random.nextInt(30);
        GraphBuilder graph = new GraphBuilder().input("x", channels, height, width);
        String from = "x";
        int layers = 2 + random.nextInt(3);
        for (int layer = 0; layer < layers; layer++) {
            String name = "layer" + layer;
            if (layer % 2 == 0) {
                int out = layer == 0 ? 65 + random.nextInt(30) : 1 + random.nextInt(40);
                conv(graph, name, from, channels, out, 1, Window.POINT);
                channels = out;
            } else {
                int kernel = 2 + random.nextInt(3);
                int stride = 1 + random.nextInt(2);
                int above = random.nextInt(4) == 0 ? random.nextInt(kernel) : kernel - stride;
                Window rows = new Window(kernel, stride, 1, new Padding.Explicit(above, random.nextInt(2)));
                Window columns = new Window(kernel, stride, 1, new Padding.Explicit(random.nextInt(kernel), 1));
                conv(graph, name, from, channels, channels, channels, rows, columns);
                height = Math.toIntExact(rows.output(height));
                width = Math.toIntExact(columns.output(width));
            }
            from = name;
        }
        if (random.nextBoolean()) {
            graph.input("r", channels, height, width)
                    .node("sum", new Elementwise(Elementwise.Kind.ADD, Activation.NONE), from, "r");
        }
        return graph.build();
    }
}
