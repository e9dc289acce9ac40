package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Dropout;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Transpose;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Computes operators on constants, in double precision: those that move elements, and those that combine them singly. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * The result of an operator.
     *
     * @return the result; empty for operators that are left to the generated code
     */
    public static Optional<Constant> evaluate(Op op, List<Constant> inputs) {
        Shape shape = op.output(inputs.stream().map(Constant::shape).toList());
        if (op instanceof Reshape || op instanceof Dropout) {
            return Optional.of(new Constant(shape, inputs.get(0).values()));
        }
        if (op instanceof Activate activate) {
            return activated(inputs.get(0), activate.activation());
        }
        if (op instanceof Concat concat) {
            return Optional.of(each(shape, place -> joined(concat, inputs, place)));
        }
        if (op instanceof Elementwise elementwise) {
            Constant combined = each(shape, place -> combined(elementwise.kind(), inputs, place));
            return activated(combined, elementwise.activation());
        }
        return moved(op, shape, inputs);
    }

    /** Operators each of whose elements is one of their only input. */
    private static Optional<Constant> moved(Op op, Shape shape, List<Constant> inputs) {
        if (op instanceof Transpose transpose) {
            return Optional.of(each(shape, place -> transposed(transpose, inputs.get(0), place)));
        }
        if (op instanceof Slice slice) {
            return Optional.of(each(shape, place -> sliced(slice, inputs.get(0), place)));
        }
        if (op instanceof Pad pad) {
            return Optional.of(each(shape, place -> padded(pad, inputs.get(0), place)));
        }
        return Optional.empty();
    }

    // Places.

    /** A constant whose elements follow from their places, one index an axis. */
    private static Constant each(Shape shape, ToDoubleFunction<int[]> element) {
        List<Integer> sizes = shape.dimensions();
        double[] values = new double[Math.toIntExact(shape.elements())];
        int[] place = new int[sizes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = element.applyAsDouble(place);
            for (int axis = place.length - 1; axis >= 0 && ++place[axis] == sizes.get(axis); axis--) {
                place[axis] = 0;
            }
        }
        return new Constant(shape, values);
    }

    private static double at(Constant constant, int[] place) {
        List<Integer> sizes = constant.shape().dimensions();
        int index = 0;
        for (int axis = 0; axis < place.length; axis++) {
            index = index * sizes.get(axis) + place[axis];
        }
        return constant.values()[index];
    }

    private static double joined(Concat concat, List<Constant> parts, int[] place) {
        int[] within = place.clone();
        for (Constant part : parts) {
            int size = part.shape().dimensions().get(concat.axis());
            if (within[concat.axis()] < size) {
                return at(part, within);
            }
            within[concat.axis()] -= size;
        }
        throw new IllegalStateException("beyond the last part of " + concat);
    }

    private static double transposed(Transpose transpose, Constant input, int[] place) {
        int[] source = new int[place.length];
        for (int axis = 0; axis < place.length; axis++) {
            source[transpose.order().get(axis)] = place[axis];
        }
        return at(input, source);
    }

    private static double sliced(Slice slice, Constant input, int[] place) {
        int[] source = new int[place.length];
        for (int axis = 0; axis < place.length; axis++) {
            source[axis] =
                    slice.begins().get(axis) + place[axis] * slice.steps().get(axis);
        }
        return at(input, source);
    }

    private static double padded(Pad pad, Constant input, int[] place) {
        int[] source = new int[place.length];
        for (int axis = 0; axis < place.length; axis++) {
            int begin = pad.begins().get(axis);
            int skipped = Math.max(0, -begin);
            int kept = input.shape().dimensions().get(axis)
                    - skipped
                    - Math.max(0, -pad.ends().get(axis));
            int inside = place[axis] - Math.max(0, begin);
            if (pad.mode() == Pad.Mode.CONSTANT && (inside < 0 || inside >= kept)) {
                return pad.value();
            }
            source[axis] = skipped
                    + switch (pad.mode()) {
                        case CONSTANT -> inside;
                        case EDGE -> Math.max(0, Math.min(kept - 1, inside));
                        case WRAP -> Math.floorMod(inside, kept);
                        case REFLECT ->
                            kept == 1 ? 0 : kept - 1 - Math.abs(kept - 1 - Math.floorMod(inside, 2 * (kept - 1)));
                    };
        }
        return at(input, source);
    }

    // Numbers.

    private static double combined(Elementwise.Kind kind, List<Constant> inputs, int[] place) {
        double a = at(inputs.get(0), broadcast(inputs.get(0), place));
        double b = at(inputs.get(1), broadcast(inputs.get(1), place));
        return switch (kind) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MINIMUM -> Math.min(a, b);
            case MAXIMUM -> Math.max(a, b);
            case POWER -> Math.pow(a, b);
        };
    }

    /** The place of an input that a place of the result shows: axes of one element are repeated. */
    private static int[] broadcast(Constant input, int[] place) {
        List<Integer> sizes = input.shape().dimensions();
        int[] own = new int[sizes.size()];
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = sizes.get(axis) == 1 ? 0 : place[place.length - own.length + axis];
        }
        return own;
    }

    private static Optional<Constant> activated(Constant input, Activation activation) {
        return function(activation).map(function -> {
            double[] values = input.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = function.applyAsDouble(values[i]);
            }
            return new Constant(input.shape(), values);
        });
    }

    /** The simple ones; the others are left to the generated code, whose approximations they would have to repeat. */
    private static Optional<DoubleUnaryOperator> function(Activation activation) {
        double alpha = activation.alpha();
        double beta = activation.beta();
        return switch (activation.kind()) {
            case NONE -> Optional.of(v -> v);
            case RELU -> Optional.of(v -> Math.max(v, 0));
            case RELU6 -> Optional.of(v -> Math.min(Math.max(v, 0), 6));
            case LEAKY_RELU -> Optional.of(v -> v < 0 ? alpha * v : v);
            case THRESHOLDED_RELU -> Optional.of(v -> v > alpha ? v : 0);
            case HARD_SIGMOID -> Optional.of(v -> Math.max(0, Math.min(1, alpha * v + beta)));
            case HARD_SWISH -> Optional.of(v -> v * Math.max(0, Math.min(1, v / 6 + 0.5)));
            default -> Optional.empty();
        };
    }
}
