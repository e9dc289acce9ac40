package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Reduce.Kind;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.runtime.NetworkSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reductions and softmax: every way in which axes may lie, and numbers that are not like others. */
class ReductionTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** Between 0 and 1, so that products and logarithms have a meaning. */
    private static Graph graph(Op op, int channels, int... sizes) {
        return new GraphBuilder()
                .input("x", channels, sizes)
                .node("bounded", new Activate(new Activation(Activation.Kind.SIGMOID, 0, 0)), "x")
                .node("y", op, "bounded")
                .build();
    }

    private static float[] run(Op op, float[] x, int channels, int... sizes) {
        Graph graph = new GraphBuilder()
                .input("x", channels, sizes)
                .node("y", op, "x")
                .build();
        GeneratedNetwork network = GeneratedNetwork.of("Tested", 1, graph);
        NetworkSession session = network.link(
                        GeneratedNetwork.compile(List.of(network)).loader())
                .newSession();
        return NetworkRig.run(graph, session, Map.of("x", x)).get("y");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindAlongEveryAxis(Kind kind) {
        NetworkRig rig = new NetworkRig();
        rig.add("Spatial", 1, graph(new Reduce(kind, List.of(1, 2), true), 3, 5, 7));
        rig.add("Vector", 2, graph(new Reduce(kind, List.of(0), false), 37));
        rig.add("Channels", 3, graph(new Reduce(kind, List.of(0), true), 6, 5, 7));
        rig.add("Rows", 4, graph(new Reduce(kind, List.of(1), false), 3, 9, 12));
        rig.add("ShortRows", 5, graph(new Reduce(kind, List.of(1), false), 3, 9, 3));
        rig.add("Columns", 6, graph(new Reduce(kind, List.of(2), true), 3, 4, 11));
        rig.add("AllButRows", 7, graph(new Reduce(kind, List.of(0, 2), false), 4, 5, 6));
        rig.add("Everything", 8, graph(new Reduce(kind, List.of(0, 1, 2), false), 4, 5, 3));
        rig.add("SingleElements", 9, graph(new Reduce(kind, List.of(1, 2), true), 20, 1, 1));
        rig.add("Nothing", 10, graph(new Reduce(kind, List.of(), true), 4, 5));
        rig.check();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"MEAN", "SUM", "L1", "L2", "MAX", "LOG_SUM_EXP"})
    void longReductions(Kind kind) {
        NetworkRig rig = new NetworkRig();
        rig.add("Spatial", 1, graph(new Reduce(kind, List.of(1, 2), true), 2, 50, 61));
        rig.add("Channels", 2, graph(new Reduce(kind, List.of(0), true), 150, 4, 5));
        rig.add("FewChannelsOfManyRows", 3, graph(new Reduce(kind, List.of(0, 1), true), 5, 20, 16));
        rig.check();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void aLongMeanKeepsItsDigits(int inner) {
        int count = 1 << 18;
        float[] x = new float[count * inner];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1000 + i / inner % 7 * 0.1f;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += x[i * inner];
        }
        // A single float sum would be off by some 1e-4 of it, or stop growing.
        float[] y = run(new Reduce(Kind.MEAN, List.of(0), false), x, count, inner);
        assertThat((double) y[0]).isCloseTo(sum / count, within(1000 * 1e-5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void softmaxAlongEveryAxis(boolean log) {
        NetworkRig rig = new NetworkRig();
        rig.add("Scores", 1, graph(new Softmax(0, log), 10));
        rig.add("ManyScores", 2, graph(new Softmax(0, log), 2500));
        rig.add("One", 3, graph(new Softmax(0, log), 1));
        rig.add("Channels", 4, graph(new Softmax(0, log), 5, 9, 8));
        rig.add("ChannelsInPieces", 5, graph(new Softmax(0, log), 3, 40, 30));
        rig.add("Rows", 6, graph(new Softmax(1, log), 4, 6, 7));
        rig.add("ShortColumns", 7, graph(new Softmax(2, log), 40, 30, 2));
        rig.add("LongColumns", 8, graph(new Softmax(2, log), 2, 3, 1100));
        rig.add("ColumnsOfOne", 9, graph(new Softmax(2, log), 2, 3, 1));
        rig.check();
    }

    @Test
    void softmaxOfHugeScoresDoesNotOverflow() {
        assertThat(run(new Softmax(0, false), new float[] {1e30f, 1e30f, -1e30f, 0}, 4))
                .containsExactly(0.5f, 0.5f, 0, 0);
        assertThat(run(new Softmax(0, true), new float[] {1000, 1000, 0}, 3))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(-0.6931472f, -0.6931472f, -1000.6932f);
    }

    @Test
    void softmaxLeavesMaskedScoresNothing() {
        float[] masked = {1, -INFINITY, 1, -INFINITY};
        assertThat(run(new Softmax(0, false), masked, 4)).containsExactly(0.5f, 0, 0.5f, 0);
        assertThat(run(new Softmax(0, false), masked, 4, 1, 1)).containsExactly(0.5f, 0, 0.5f, 0);
        float[] side = {1, -INFINITY, 1, 3, -INFINITY, 3, -INFINITY, 3};
        assertThat(run(new Softmax(0, false), side, 2, 4)).containsExactly(1, 0, 1, 0.5f, 0, 1, 0, 0.5f);
    }

    @Test
    void logarithmsOfSumsOfExponentialsTakeInfinities() {
        Reduce rows = new Reduce(Kind.LOG_SUM_EXP, List.of(1), false);
        float[] x = {-INFINITY, -INFINITY, 0, INFINITY, 3, -INFINITY, 200, 200};
        assertThat(run(rows, x, 4, 2))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(-INFINITY, INFINITY, 3, 200.69315f);
        float[] planes = new float[2 * 9];
        java.util.Arrays.fill(planes, -INFINITY);
        planes[1] = 5;
        planes[11] = 7;
        float[] y = run(new Reduce(Kind.LOG_SUM_EXP, List.of(0), false), planes, 2, 9);
        assertThat(y).startsWith(-INFINITY, 5, 7, -INFINITY);
    }

    @Test
    void theLargestElementIsFoundAmongInfinities() {
        float[] x = {-INFINITY, -INFINITY, 4, INFINITY};
        assertThat(run(new Reduce(Kind.MAX, List.of(1), false), x, 2, 2)).containsExactly(-INFINITY, INFINITY);
        assertThat(run(new Reduce(Kind.MIN, List.of(1), false), x, 2, 2)).containsExactly(-INFINITY, 4);
    }
}
