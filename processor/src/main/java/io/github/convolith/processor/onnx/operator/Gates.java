package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Activation.Kind;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Products of a value and a gate that the same value moves: what exporters write for SiLU, hard-swish, Mish and GELU
 * where the operator set has no operator for them. One activation takes their place, which is stored with the layer
 * before it.
 */
final class Gates {
    private static final float ROOT_HALF = (float) Math.sqrt(0.5);
    private static final float ROOT_TWO_BY_PI = (float) Math.sqrt(2 / Math.PI);

    /** The factor of the cube in the approximation of GELU by tanh. */
    private static final float CUBIC = 0.044715f;

    private final GraphBuilder graph;

    private Gates(GraphBuilder graph) {
        this.graph = graph;
    }

    /** {@code factor·activation(value)}, {@code value} the result of a node. */
    private record Gated(Kind kind, String value, float factor) {
        Gated times(float other) {
            return new Gated(kind, value, factor * other);
        }
    }

    /** The product of two values of one shape as an activation, if one of them is a gate of the other. */
    static Optional<Value> product(NodeContext node, Computed a, Computed b) {
        if (!a.stored().equals(b.stored())) {
            return Optional.empty();
        }
        Gates gates = new Gates(node.builder());
        return gates.gated(a.node(), b.node())
                .or(() -> gates.gated(b.node(), a.node()))
                .map(gated -> activated(node, gated, a));
    }

    private static Value activated(NodeContext node, Gated gated, Computed like) {
        String activated = node.builder()
                .add(
                        node.name(0),
                        new Activate(new Activation(gated.kind(), 0f, 0f)),
                        List.of(gated.value()),
                        Parameters.NONE);
        Computed result = new Computed(activated, like.stored(), like.order());
        return gated.factor() == 1f
                ? result
                : Arithmetic.MULTIPLY.combine(node, result, node.number("factor", gated.factor()));
    }

    /** A value times a gate, each perhaps times a number. */
    private Optional<Gated> gated(String value, String gate) {
        Optional<Line> factor = factor(gate);
        if (factor.isPresent()) {
            return gated(value, factor.get().input())
                    .map(gated -> gated.times(factor.get().weight()));
        }
        return plain(value, gate)
                .or(() -> factor(value)
                        .flatMap(scaled -> plain(scaled.input(), gate).map(gated -> gated.times(scaled.weight()))));
    }

    private Optional<Line> factor(String value) {
        return Line.of(graph, value).filter(Line::isFactor);
    }

    private Optional<Gated> plain(String value, String gate) {
        return graph.node(gate)
                .flatMap(node -> node.op() instanceof Activate activate
                        ? ofActivation(
                                value, activate.activation(), node.inputs().get(0))
                        : ofSum(value, gate));
    }

    /** A gate that is an activation of the value itself, or of something close to it. */
    private Optional<Gated> ofActivation(String value, Activation activation, String argument) {
        return switch (activation.kind()) {
            case SIGMOID ->
                argument.equals(value)
                        ? Optional.of(new Gated(Kind.SILU, value, 1f))
                        // x·sigmoid(βx) = silu(βx)/β.
                        : Line.of(graph, argument)
                                .filter(line -> line.isFactor() && line.input().equals(value) && line.weight() != 0f)
                                .map(line -> new Gated(Kind.SILU, argument, 1f / line.weight()));
            case HARD_SIGMOID ->
                when(
                        argument.equals(value)
                                && Line.isAbout(activation.alpha(), 1f / 6f)
                                && activation.beta() == 0.5f,
                        new Gated(Kind.HARD_SWISH, value, 1f));
            case RELU6 ->
                when(isLine(argument, line -> line.isOf(value, 1f, 3f)), new Gated(Kind.HARD_SWISH, value, 6f));
            case TANH -> when(isNode(argument, Gates::isSoftplus, value), new Gated(Kind.MISH, value, 1f));
            default -> Optional.empty();
        };
    }

    /** A gate {@code 1 + erf(x/√2)}, or its approximation {@code 1 + tanh(√(2/π)·(x + 0.044715·x³))}. */
    private Optional<Gated> ofSum(String value, String gate) {
        Optional<Node> curve = Line.of(graph, gate)
                .filter(line -> line.weight() == 1f && line.bias() == 1f)
                .flatMap(line -> graph.node(line.input()));
        if (curve.isEmpty()) {
            return Optional.empty();
        }
        Op op = curve.get().op();
        String argument =
                curve.get().inputs().isEmpty() ? "" : curve.get().inputs().get(0);
        if (op instanceof Unary unary && unary.kind() == Unary.Kind.ERROR_FUNCTION) {
            return when(isLine(argument, line -> line.isOf(value, ROOT_HALF, 0f)), new Gated(Kind.GELU, value, 2f));
        }
        boolean isTanh =
                op instanceof Activate activate && activate.activation().kind() == Kind.TANH;
        return when(
                isTanh
                        && isLine(
                                argument,
                                line -> line.isFactor()
                                        && Line.isAbout(line.weight(), ROOT_TWO_BY_PI)
                                        && isCubic(line.input(), value)),
                new Gated(Kind.GELU_TANH, value, 2f));
    }

    /** Whether a node is {@code x + 0.044715·x³}. */
    private boolean isCubic(String sum, String value) {
        return graph.node(sum)
                .filter(node -> is(node.op(), Elementwise.Kind.ADD))
                .filter(node -> node.inputs().contains(value))
                .map(node -> node.inputs().get(node.inputs().get(0).equals(value) ? 1 : 0))
                .filter(term -> isLine(
                        term,
                        line -> line.isFactor() && Line.isAbout(line.weight(), CUBIC) && isCube(line.input(), value)))
                .isPresent();
    }

    private boolean isCube(String cube, String value) {
        return isNode(
                        cube,
                        op -> op instanceof Unary unary && unary.kind() == Unary.Kind.POWER && unary.parameter() == 3f,
                        value)
                || graph.node(cube)
                        .filter(node -> is(node.op(), Elementwise.Kind.MULTIPLY))
                        .filter(node -> node.inputs().contains(value))
                        .flatMap(node -> graph.node(
                                node.inputs().get(node.inputs().get(0).equals(value) ? 1 : 0)))
                        .filter(node -> is(node.op(), Elementwise.Kind.MULTIPLY))
                        .filter(node -> node.inputs().equals(List.of(value, value)))
                        .isPresent();
    }

    private static boolean is(Op op, Elementwise.Kind kind) {
        return op instanceof Elementwise elementwise
                && elementwise.kind() == kind
                && elementwise.activation().isNone();
    }

    private static boolean isSoftplus(Op op) {
        return op instanceof Activate activate && activate.activation().kind() == Kind.SOFTPLUS;
    }

    private boolean isNode(String name, Function<Op, Boolean> op, String input) {
        return graph.node(name)
                .filter(node -> op.apply(node.op()) && node.inputs().equals(List.of(input)))
                .isPresent();
    }

    private boolean isLine(String name, Function<Line, Boolean> test) {
        return Line.of(graph, name).filter(test::apply).isPresent();
    }

    private static Optional<Gated> when(boolean holds, Gated gated) {
        return holds ? Optional.of(gated) : Optional.empty();
    }
}
