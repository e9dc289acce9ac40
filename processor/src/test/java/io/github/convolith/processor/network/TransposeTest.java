package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.pass.Passes;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransposeTest {
    private static Transpose transpose(Integer... order) {
        return new Transpose(List.of(order));
    }

    private static Graph graph(Shape input, Op... ops) {
        GraphBuilder builder = new GraphBuilder()
                .input(
                        "x",
                        input.channels(),
                        input.sizes().stream().mapToInt(Integer::intValue).toArray());
        for (int i = 0; i < ops.length; i++) {
            builder.node("n" + i, ops[i], i == 0 ? "x" : "n" + (i - 1));
        }
        return builder.build();
    }

    @Test
    void axesOfAnyRankAreOrdered() {
        NetworkRig rig = new NetworkRig();
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            int rank = 1 + random.nextInt(5);
            List<Integer> sizes =
                    random.ints(rank, 1, rank < 4 ? 40 : 9).boxed().toList();
            List<Integer> order = IntStream.range(0, rank).boxed().collect(Collectors.toList());
            Collections.shuffle(order, random);
            rig.add("Random" + seed, seed, graph(Shape.ofDimensions(sizes), new Transpose(order)));
        }
        rig.check();
    }

    private static List<Op> left(Shape input, Op... ops) {
        Graph graph = graph(input, ops);
        NetworkRig.check(5, graph);
        return Passes.run(graph).graph().nodes().stream().map(node -> node.op()).toList();
    }

    @Test
    void twoInARowAreOne() {
        Shape input = Shape.of(2, 3, 4);
        assertThat(left(input, transpose(1, 2, 0), transpose(1, 0, 2))).containsExactly(transpose(2, 1, 0));
        assertThat(left(input, transpose(1, 2, 0), transpose(2, 0, 1))).isEmpty();
        assertThat(left(input, transpose(1, 2, 0), transpose(1, 2, 0), transpose(1, 2, 0)))
                .isEmpty();
        assertThat(left(input, new Reshape(Shape.of(6, 4)), new Reshape(Shape.of(4, 6))))
                .containsExactly(new Reshape(Shape.of(4, 6)));
        assertThat(left(input, new Reshape(Shape.of(24)), new Reshape(input))).isEmpty();
    }

    @Test
    void axesOfASingleElementMoveForNothing() {
        assertThat(left(Shape.of(5, 1, 1), transpose(1, 2, 0))).containsExactly(new Reshape(Shape.of(1, 1, 5)));
        assertThat(left(Shape.of(5, 1, 6), transpose(1, 0, 2), transpose(1, 0, 2)))
                .isEmpty();
        assertThat(left(Shape.of(5, 1, 6), transpose(2, 0, 1))).containsExactly(transpose(2, 0, 1));
        assertThat(left(Shape.of(5, 6), transpose(0, 1))).isEmpty();
    }

    @Test
    void annotationsSayAll() {
        Graph meant = new GraphBuilder()
                .input("input", 12, 5, 4)
                .node("table", new Reshape(Shape.of(3, 4, 20)), "input")
                .node("turned", transpose(1, 0, 2), "table")
                .node("shuffled", new Reshape(Shape.of(12, 5, 4)), "turned")
                .node("last", transpose(1, 2, 0), "shuffled")
                .node("rest", new Reshape(Shape.of(5, 16, 3)), "last")
                .build();
        String layers = """
                @ChannelShuffleLayer(groups = 3) void shuffled();
                @TransposeLayer(order = {1, 2, 0}) void last();
                @ReshapeLayer(shape = {0, -1, 3}) void rest();""";
        new NetworkRig()
                .add(AnnotatedNetwork.of("Shuffle", "channels = 12, height = 5, width = 4", layers, meant))
                .check();
    }

    @Test
    void whatIsNoOrderIsRefused() {
        assertThatThrownBy(() -> transpose(0, 2)).hasMessage("[0, 2] does not name every axis once");
        assertThatThrownBy(() -> transpose(1, 0).output(List.of(Shape.of(1, 2, 3))))
                .isInstanceOf(Misfit.class)
                .hasMessage("it orders 2 axes and is given 1 × 2 × 3");
    }
}
