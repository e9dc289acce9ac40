package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.pass.Passes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PadTest {
    private static Pad pad(Pad.Mode mode, float value, int... beginsAndEnds) {
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < beginsAndEnds.length / 2; i++) {
            begins.add(beginsAndEnds[i]);
            ends.add(beginsAndEnds[beginsAndEnds.length / 2 + i]);
        }
        return new Pad(begins, ends, mode, value);
    }

    private static Pad zeros(int... beginsAndEnds) {
        return pad(Pad.Mode.CONSTANT, 0, beginsAndEnds);
    }

    @Test
    void bordersOfAnyModeAreAroundActivationsOfAnyRank() {
        NetworkRig rig = new NetworkRig();
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int[] sizes = random.ints(random.nextInt(4), 1, 6).toArray();
            Shape input = Shape.of(1 + random.nextInt(4), sizes);
            rig.add("Pad" + seed, seed, graph(input, random(input, random)));
        }
        rig.check();
    }

    /** A border that is wider than the activation at times, and takes elements away at others. */
    private static Pad random(Shape input, Random random) {
        int rank = input.rank();
        int[] numbers = new int[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            if (random.nextInt(3) > 0) {
                numbers[axis] = random.nextInt(8) - 1;
                int most = input.dimensions().get(axis) + Math.min(0, numbers[axis]) - 1;
                if (most < 0) {
                    numbers[axis] = 0;
                }
                numbers[rank + axis] = Math.max(-Math.max(0, most), random.nextInt(8) - 2);
            }
        }
        Pad.Mode mode = Pad.Mode.values()[random.nextInt(4)];
        return pad(mode, mode == Pad.Mode.CONSTANT ? random.nextInt(3) - 1 : 0, numbers);
    }

    private static Graph graph(Shape input, Op... ops) {
        GraphBuilder builder = new GraphBuilder()
                .input(
                        "x",
                        input.channels(),
                        input.sizes().stream().mapToInt(Integer::intValue).toArray());
        String last = "x";
        for (int i = 0; i < ops.length; i++) {
            builder.node("n" + i, ops[i], parameters(ops[i], "n" + i), last);
            last = "n" + i;
        }
        return builder.build();
    }

    private static Parameters parameters(Op op, String name) {
        if (!(op instanceof Conv conv)) {
            return Parameters.NONE;
        }
        List<Integer> kernel = conv.windows().stream().map(Window::kernel).toList();
        return new FilterSource.Stored(name, conv.in(), conv.out(), conv.groups(), kernel, false, conv.bias(), false);
    }

    private static Conv conv(Window... windows) {
        return new Conv(2, 3, 1, List.of(windows), false, BiasRule.ADD, Activation.NONE, Optional.empty());
    }

    private static Window window(int kernel, int stride, Padding padding) {
        return new Window(kernel, stride, 1, padding);
    }

    /** What is left of operators that follow each other, which computes the same. */
    private static List<Op> merged(Shape input, Op... ops) {
        Graph graph = graph(input, ops);
        NetworkRig.check(7, graph);
        return Passes.run(graph).graph().nodes().stream().map(node -> node.op()).toList();
    }

    @Test
    void zerosBeforeAConvolutionAreItsPadding() {
        Window same = window(3, 2, new Padding.Same(true));
        List<Op> left = merged(Shape.of(2, 7, 6), zeros(0, 1, 0, 0, 0, 3), conv(same, window(2, 1, Padding.NONE)));
        // The convolution sees 8 × 9; SAME puts one zero behind its 8 rows.
        assertThat(left)
                .containsExactly(
                        conv(window(3, 2, new Padding.Explicit(1, 1)), window(2, 1, new Padding.Explicit(0, 3))));
    }

    @Test
    void zerosBeforeAConvolutionOfASignalAreItsPadding() {
        List<Op> left = merged(Shape.of(2, 9), zeros(0, 4, 0, 1), conv(window(5, 1, new Padding.Explicit(1, 0))));
        assertThat(left).containsExactly(conv(window(5, 1, new Padding.Explicit(5, 1))));
    }

    @Test
    void otherBordersBeforeAConvolutionStay() {
        Window three = window(3, 1, Padding.NONE);
        Conv conv = conv(three, three);
        Shape input = Shape.of(2, 5, 5);
        assertThat(merged(input, pad(Pad.Mode.CONSTANT, 1, 0, 1, 1, 0, 1, 1), conv))
                .hasSize(2);
        assertThat(merged(input, pad(Pad.Mode.REFLECT, 0, 0, 1, 1, 0, 1, 1), conv))
                .hasSize(2);
        assertThat(merged(input, zeros(0, -1, 1, 0, 1, 1), conv)).hasSize(2);
        assertThat(merged(Shape.of(1, 5, 5), zeros(1, 0, 0, 0, 0, 0), conv)).hasSize(2);
    }

    @Test
    void bordersMergeIntoPoolingWhereItSeesNoDifference() {
        Shape input = Shape.of(2, 7, 7);
        Pad lowest = pad(Pad.Mode.CONSTANT, Float.NEGATIVE_INFINITY, 0, 1, 1, 0, 1, 1);
        Pad zeros = zeros(0, 1, 1, 0, 1, 1);
        Window plain = window(3, 2, Padding.NONE);
        Window padded = window(3, 2, new Padding.Explicit(1, 1));
        assertThat(merged(input, lowest, pool(Pool.Kind.MAX, plain, false, false)))
                .containsExactly(pool(Pool.Kind.MAX, padded, false, false));
        assertThat(merged(input, zeros, pool(Pool.Kind.MAX, plain, false, false)))
                .hasSize(2);
        assertThat(merged(input, zeros, pool(Pool.Kind.AVERAGE, plain, false, false)))
                .containsExactly(pool(Pool.Kind.AVERAGE, padded, false, true));
        assertThat(merged(input, zeros, pool(Pool.Kind.AVERAGE, padded, false, true)))
                .containsExactly(pool(Pool.Kind.AVERAGE, window(3, 2, new Padding.Explicit(2, 2)), false, true));
        assertThat(merged(input, zeros, pool(Pool.Kind.AVERAGE, padded, false, false)))
                .hasSize(2);
        // A window that sees nothing but the border is none that pooling has with padding.
        Pad wide = pad(Pad.Mode.CONSTANT, Float.NEGATIVE_INFINITY, 0, 3, 3, 0, 1, 1);
        assertThat(merged(input, wide, pool(Pool.Kind.MAX, window(2, 2, Padding.NONE), false, false)))
                .hasSize(2);
        // Eight rows with the border at one end: the last window of three begins in the border behind them.
        Pad behind = zeros(0, 0, 0, 0, 2, 2);
        assertThat(merged(input, behind, pool(Pool.Kind.AVERAGE, window(2, 4, Padding.NONE), true, false)))
                .hasSize(2);
    }

    private static Pool pool(Pool.Kind kind, Window window, boolean ceilMode, boolean countIncludePad) {
        return new Pool(kind, List.of(window, window), ceilMode, countIncludePad);
    }

    @Test
    void twoBordersOfOneKindAreOne() {
        Shape input = Shape.of(2, 3, 4);
        assertThat(merged(input, zeros(1, 0, 2, 0, 1, 0), zeros(0, 1, 1, 1, 0, 0)))
                .containsExactly(zeros(1, 1, 3, 1, 1, 0));
        Pad edge = pad(Pad.Mode.EDGE, 0, 0, 1, 2, 0, 0, 1);
        assertThat(merged(input, edge, edge)).containsExactly(pad(Pad.Mode.EDGE, 0, 0, 2, 4, 0, 0, 2));
        assertThat(merged(input, edge, zeros(0, 1, 1, 0, 1, 1))).hasSize(2);
        assertThat(merged(input, zeros(0, 1, 1, 0, 1, 1), zeros(0, -1, 0, 0, 0, 0)))
                .hasSize(2);
    }

    @Test
    void noBorderIsNothing() {
        assertThat(merged(Shape.of(2, 3), pad(Pad.Mode.WRAP, 0, 0, 0, 0, 0), zeros(0, 1, 0, 0)))
                .hasSize(1);
    }

    @Test
    void annotationsSayHowMuchAndWhat() {
        Graph meant = new GraphBuilder()
                .input("input", 2, 4, 5)
                .node("one", zeros(0, 1, 1, 0, 1, 1), "input")
                .node("two", pad(Pad.Mode.EDGE, 0, 0, 2, 1, 0, 2, 1), "one")
                .node("four", pad(Pad.Mode.REFLECT, 0, 0, 1, 2, 0, 3, 4), "two")
                .node("channels", pad(Pad.Mode.CONSTANT, -2.5f, 1, 0, 0, 3, 0, 0), "four")
                .node("all", pad(Pad.Mode.WRAP, 0, 1, 1, 1, 1, 1, 1), "channels")
                .build();
        String layers = """
                @PadLayer(pad = 1) void one();
                @PadLayer(pad = {2, 1}, mode = PadMode.EDGE) void two();
                @PadLayer(pad = {1, 2, 3, 4}, mode = PadMode.REFLECT) void four();
                @PadLayer(channels = {1, 3}, value = -2.5f) void channels();
                @PadLayer(channels = 1, pad = 1, mode = PadMode.WRAP, from = "channels") void all();""";
        new NetworkRig()
                .add(AnnotatedNetwork.of("Borders", "channels = 2, height = 4, width = 5", layers, meant))
                .check();
    }

    @Test
    void whatCannotBePaddedIsSaid() {
        List<Integer> none = Collections.nCopies(3, 0);
        assertThatThrownBy(() -> zeros(0, 1, 0, 1).output(List.of(Shape.of(2, 3, 3))))
                .isInstanceOf(Misfit.class)
                .hasMessage("it pads 2 axes and is given 2 × 3 × 3");
        assertThatThrownBy(() -> new Pad(none, List.of(0, 0, -3), Pad.Mode.EDGE, 0).output(List.of(Shape.of(2, 3, 3))))
                .hasMessage("it takes all 3 elements of an axis of 2 × 3 × 3 away");
        int far = 1 << 24;
        assertThatThrownBy(() -> zeros(0, far, far, 0, 0, 0).output(List.of(Shape.of(2, 3, 3))))
                .hasMessageContaining("2 × 16777219 × 16777219 would have");
    }
}
