package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.pass.Evaluator;
import io.github.convolith.processor.pass.Passes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConstantTest {
    private static final Elementwise ADD = new Elementwise(Elementwise.Kind.ADD, Activation.NONE);

    private static Constant constant(Shape shape, double... values) {
        return new Constant(shape, values);
    }

    private static Constant random(Random random, Integer... sizes) {
        Shape shape = Shape.ofDimensions(List.of(sizes));
        double[] values = new double[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Constant(shape, values);
    }

    /** What an operator makes of constants, by its reference. */
    private static double[] expected(Op op, List<Constant> inputs) {
        GraphBuilder builder = new GraphBuilder().input("x", 1);
        String[] names = new String[inputs.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = "c" + i;
            builder.node(names[i], inputs.get(i));
        }
        Graph graph = builder.node("y", op, names).build();
        StoredWeights none = new StoredWeights(Map.of(), Map.of());
        return ReferenceNetwork.values(graph, none, Map.of("x", new float[1]))
                .get("y")
                .numbers();
    }

    @Test
    void operatorsOnConstantsAreComputed() {
        Random random = new Random(1);
        Constant a = random(random, 2, 3, 4);
        Constant b = random(random, 1, 4);
        List<Op> single = new ArrayList<>(List.of(
                new Reshape(Shape.of(4, 6)),
                new Transpose(List.of(2, 0, 1)),
                new Slice(List.of(1, 0, 3), List.of(1, 2, 2), List.of(1, 2, -2))));
        for (Pad.Mode mode : Pad.Mode.values()) {
            single.add(new Pad(List.of(0, 4, -1), List.of(2, 0, 3), mode, mode == Pad.Mode.CONSTANT ? 0.5f : 0));
            single.add(new Pad(List.of(-1, 1, 0), List.of(0, 1, 0), mode, 0));
        }
        for (Activation.Kind kind : Activation.Kind.values()) {
            single.add(new Activate(new Activation(kind, kind.defaultAlpha(), kind.defaultBeta())));
        }
        int computed = 0;
        for (Op op : single) {
            computed += requireRight(op, List.of(a)) ? 1 : 0;
        }
        assertThat(computed).isEqualTo(3 + 8 + 7);
        for (Elementwise.Kind kind : Elementwise.Kind.values()) {
            assertThat(requireRight(new Elementwise(kind, Activation.NONE), List.of(a, b)))
                    .isTrue();
            assertThat(requireRight(new Elementwise(kind, Activation.NONE), List.of(b, a)))
                    .isTrue();
        }
        assertThat(requireRight(new Concat(1, 3), List.of(a, random(random, 2, 1, 4), a)))
                .isTrue();
        assertThat(requireRight(new Softmax(0, false), List.of(a))).isFalse();
    }

    private static boolean requireRight(Op op, List<Constant> inputs) {
        Optional<Constant> result = Evaluator.evaluate(op, inputs);
        result.ifPresent(value -> assertThat(value.values())
                .as(op.toString())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(expected(op, inputs)));
        return result.isPresent();
    }

    @Test
    void whatDependsOnConstantsOnlyIsFolded() {
        Graph graph = new GraphBuilder()
                .input("x", 3, 2)
                .node("a", constant(Shape.of(2), 1, 2))
                .node("b", constant(Shape.of(1), 0.5))
                .node("sum", ADD, "a", "b")
                .node("row", new Reshape(Shape.of(1, 2)), "sum")
                .node("y", ADD, "x", "row")
                .build();
        NetworkRig.check(1, graph);
        List<Node> left = Passes.run(graph).graph().nodes();
        assertThat(left).extracting(Node::op).containsExactly(constant(Shape.of(1, 2), 1.5, 2.5), ADD);
    }

    @Test
    void whatIsTooLargeForTheCodeIsComputedAtRunTime() {
        Pad wide = new Pad(List.of(0), List.of(Constant.MOST_IN_CODE), Pad.Mode.EDGE, 0);
        Graph graph = new GraphBuilder()
                .input("x", Constant.MOST_IN_CODE + 2)
                .node("c", constant(Shape.of(2), 1, 2))
                .node("wide", wide, "c")
                .node("y", ADD, "x", "wide")
                .build();
        NetworkRig.check(2, graph);
        assertThat(Passes.run(graph).graph()).isEqualTo(graph);
    }

    @Test
    void constantsSurviveInAnArenaThatOthersUse() {
        Graph graph = new GraphBuilder()
                .input("x", 5, 3)
                .node("first", random(new Random(3), 5, 3))
                .node("stored", new Learned(Shape.of(5, 1)), new Values("position", Shape.of(5, 1)))
                .node("uniform", constant(Shape.of(3), 7, 7, 7))
                .node("a", ADD, "x", "first")
                .node("b", ADD, "a", "stored")
                .node("c", new Elementwise(Elementwise.Kind.MULTIPLY, Activation.NONE), "b", "uniform")
                .build();
        NetworkRig.check(3, graph);
    }

    @Test
    void asManyNumbersAsFitAreCompiled() {
        Constant many = random(new Random(4), Constant.MOST_IN_CODE);
        Graph graph = new GraphBuilder()
                .input("x", Constant.MOST_IN_CODE)
                .node("c", many)
                .node("y", ADD, "x", "c")
                .build();
        NetworkRig.check(4, graph);
    }

    @Test
    void annotationsSayAll() {
        Graph meant = new GraphBuilder()
                .input("input", 3, 2)
                .node("each", constant(Shape.of(1, 2), 0.25, -3))
                .node("one", constant(Shape.of(3, 2), 2, 2, 2, 2, 2, 2))
                .node("learned", new Learned(Shape.of(3, 1)), new Values("learned", Shape.of(3, 1)))
                .node("a", ADD, "input", "each")
                .node("b", ADD, "a", "one")
                .node("c", ADD, "b", "learned")
                .build();
        String layers = """
                @ConstantLayer(shape = {1, 2}, values = {0.25f, -3}) void each();
                @ConstantLayer(shape = {3, 2}, values = 2) void one();
                @ConstantLayer(shape = {3, 1}) void learned();
                @ElementwiseLayer(from = {"input", "each"}) void a();
                @ElementwiseLayer(from = {"a", "one"}) void b();
                @ElementwiseLayer(from = {"b", "learned"}) void c();""";
        new NetworkRig()
                .add(AnnotatedNetwork.of("Constants", "channels = 3, length = 2", layers, meant))
                .check();
    }

    @Test
    void aConstantHasAsManyNumbersAsItsShape() {
        assertThatThrownBy(() -> constant(Shape.of(2, 2), 1, 2, 3)).hasMessage("2 × 2 does not have 3 elements");
    }
}
