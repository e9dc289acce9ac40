package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Combining two values element by element: numbers that are known at once, others by a node. */
enum Arithmetic {
    ADD(Elementwise.Kind.ADD, (a, b) -> a + b, (a, b) -> a + b),
    SUBTRACT(Elementwise.Kind.SUBTRACT, (a, b) -> a - b, (a, b) -> a - b),
    MULTIPLY(Elementwise.Kind.MULTIPLY, (a, b) -> a * b, (a, b) -> a * b),
    DIVIDE(Elementwise.Kind.DIVIDE, (a, b) -> a / b, Arithmetic::divided),
    MINIMUM(Elementwise.Kind.MINIMUM, Math::min, Math::min),
    MAXIMUM(Elementwise.Kind.MAXIMUM, Math::max, Math::max),
    POWER(Elementwise.Kind.POWER, Math::pow, (a, b) -> (long) Math.pow((double) a, (double) b));

    private final Elementwise.Kind kind;
    private final DoubleBinaryOperator reals;
    private final LongBinaryOperator integers;

    Arithmetic(Elementwise.Kind kind, DoubleBinaryOperator reals, LongBinaryOperator integers) {
        this.kind = kind;
        this.reals = reals;
        this.integers = integers;
    }

    private static long divided(long a, long b) {
        OnnxException.unless(b != 0, "it divides an integer by zero");
        return a / b;
    }

    /** What comes of two values. */
    Value combine(NodeContext node, Value first, Value second) {
        if (first instanceof Known a && second instanceof Known b) {
            return new Known(node.name(0), Folding.combined(a.numbers(), b.numbers(), reals, integers));
        }
        if (second instanceof Known b) {
            return withKnown(node, (Computed) first, b, false);
        }
        if (first instanceof Known a) {
            return withKnown(node, (Computed) second, a, true);
        }
        Computed a = (Computed) first;
        Computed b = (Computed) second;
        if (a.stored().size() != b.stored().size() || !a.order().equals(b.order())) {
            a = node.inOrder(a);
            b = node.inOrder(b);
        }
        Optional<Value> gated = this == MULTIPLY ? Gates.product(node, a, b) : Optional.empty();
        return gated.isPresent() ? gated.get() : added(node, a, b);
    }

    /** Two values whose axes are in the same order. */
    private Computed added(NodeContext node, Computed a, Computed b) {
        List<Integer> stored = Dimensions.broadcast(a.stored(), b.stored());
        String result = node.builder()
                .add(
                        node.name(0),
                        new Elementwise(kind, Activation.NONE),
                        List.of(shaped(node, a), shaped(node, b)),
                        Parameters.NONE);
        return a.stored().size() == b.stored().size()
                ? new Computed(result, stored, a.order())
                : new Computed(result, stored);
    }

    private static String shaped(NodeContext node, Computed value) {
        return node.builder().reshape(value.node(), GraphBuilder.shape(value.stored()));
    }

    private Value withKnown(NodeContext node, Computed value, Known known, boolean isKnownFirst) {
        List<Integer> dimensions = value.dimensions();
        if (!Dimensions.broadcast(dimensions, known.dimensions()).equals(dimensions)) {
            Computed constant = node.constant(known);
            Computed plain = node.inOrder(value);
            return isKnownFirst ? added(node, constant, plain) : added(node, plain, constant);
        }
        // In the order in which the other is stored.
        Numbers numbers = Folding.transposed(
                known.numbers().reshaped(Dimensions.extended(known.dimensions(), dimensions.size())),
                inverse(value.order()));
        Computed stored = new Computed(value.node(), value.stored());
        Optional<float[]> perChannel = perChannel(stored.stored(), numbers);
        Optional<String> undone = undone(node, stored, numbers, isKnownFirst);
        if (undone.isPresent()) {
            return new Computed(undone.get(), value.stored(), value.order());
        }
        Computed result = perChannel.isPresent() && isAffine(isKnownFirst, perChannel.get())
                ? affine(node, stored, perChannel.get(), isKnownFirst)
                : withConstant(node, stored, new Known(known.name(), numbers), isKnownFirst);
        return new Computed(result.node(), value.stored(), value.order());
    }

    /** The node whose result comes out again, where a number takes back the factor of the node before. */
    private Optional<String> undone(NodeContext node, Computed value, Numbers numbers, boolean isKnownFirst) {
        boolean isFactor = this == MULTIPLY || (this == DIVIDE && !isKnownFirst);
        if (!isFactor || numbers.size() != 1) {
            return Optional.empty();
        }
        float number = numbers.reals()[0];
        return Line.of(node.builder(), value.node())
                .filter(Line::isFactor)
                .filter(line -> Line.isAbout(this == MULTIPLY ? line.weight() * number : line.weight() / number, 1f))
                .map(Line::input);
    }

    private Computed withConstant(NodeContext node, Computed value, Known known, boolean isKnownFirst) {
        Computed constant = node.constant(known);
        return isKnownFirst ? added(node, constant, value) : added(node, value, constant);
    }

    private static List<Integer> inverse(List<Integer> order) {
        List<Integer> inverse = new ArrayList<>(order);
        for (int axis = 0; axis < order.size(); axis++) {
            inverse.set(order.get(axis), axis);
        }
        return inverse;
    }

    /** The numbers as one per channel, where they are no more than that. */
    private static Optional<float[]> perChannel(List<Integer> stored, Numbers numbers) {
        Shape shape = GraphBuilder.shape(stored);
        float[] values = numbers.reals();
        if (values.length == 1) {
            float[] all = new float[Numbers.countOfMade(List.of(shape.channels()), 1)];
            Arrays.fill(all, values[0]);
            return Optional.of(all);
        }
        int channelAxis = Dimensions.dropsBatch(stored) ? 1 : 0;
        return values.length == shape.channels() && numbers.dimensions().get(channelAxis) == values.length
                ? Optional.of(values)
                : Optional.empty();
    }

    private boolean isAffine(boolean isKnownFirst, float[] values) {
        for (float value : values) {
            if (this == DIVIDE && value == 0f) {
                return false;
            }
        }
        return this == ADD || this == SUBTRACT || this == MULTIPLY || (this == DIVIDE && !isKnownFirst);
    }

    /** {@code weight·x + bias}, which passes can fold into the layers around it. */
    private Computed affine(NodeContext node, Computed value, float[] numbers, boolean isKnownFirst) {
        float[] weight = new float[numbers.length];
        float[] bias = new float[numbers.length];
        for (int c = 0; c < numbers.length; c++) {
            switch (this) {
                case ADD -> {
                    weight[c] = 1f;
                    bias[c] = numbers[c];
                }
                case SUBTRACT -> {
                    weight[c] = isKnownFirst ? -1f : 1f;
                    bias[c] = isKnownFirst ? numbers[c] : -numbers[c];
                }
                case DIVIDE -> weight[c] = 1f / numbers[c];
                default -> weight[c] = numbers[c];
            }
        }
        String layer = node.builder().layer("", node.name(0));
        node.builder().store(layer + ".weight", List.of(weight.length), weight);
        node.builder().store(layer + ".bias", List.of(bias.length), bias);
        String result = node.builder()
                .add(
                        node.name(0),
                        new Scale(Activation.NONE),
                        List.of(shaped(node, value)),
                        new ScaleSource.Stored(layer, weight.length));
        return new Computed(result, value.stored());
    }
}
