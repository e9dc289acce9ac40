package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.graph.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Layers that move elements, make axes grow or shrink, or bring activations of their own. */
final class RandomGeometry {
    private RandomGeometry() {}

    static void resize(Sketch sketch) {
        Optional<String> from = sketch.any(shape -> shape.rank() == 2 || shape.rank() == 3);
        if (from.isEmpty()) {
            return;
        }
        List<Resize.Axis> axes = new ArrayList<>();
        for (int size : sketch.shape(from.get()).sizes()) {
            axes.add(
                    sketch.once(3)
                            ? new Resize.Axis(2 * size, 2)
                            : Resize.Axis.ofSize(sketch.once(4) ? size : sketch.between(1, 2 * size), size));
        }
        Resize op = new Resize(
                Resize.Mode.values()[sketch.random.nextInt(3)],
                axes,
                Resize.Coordinates.values()[sketch.random.nextInt(5)],
                Resize.Nearest.values()[sketch.random.nextInt(4)],
                -0.75f,
                false,
                sketch.once(4));
        sketch.add(op, from.get()).filter(name -> sketch.isBounded(from.get())).ifPresent(sketch::setBounded);
    }

    static void transpose(Sketch sketch) {
        String from = sketch.any();
        List<Integer> order =
                IntStream.range(0, sketch.shape(from).rank()).boxed().collect(Collectors.toList());
        Collections.shuffle(order, sketch.random);
        sketch.add(new Transpose(order), from)
                .filter(name -> sketch.isBounded(from))
                .ifPresent(sketch::setBounded);
    }

    static void shuffle(Sketch sketch) {
        String from = sketch.any();
        Shape shape = sketch.shape(from);
        int groups = RandomConvs.divisor(sketch, shape.channels());
        Shape table = Shape.of(groups, shape.channels() / groups, Math.toIntExact(shape.plane()));
        sketch.add(new Reshape(table), from)
                .flatMap(name -> sketch.add(new Transpose(List.of(1, 0, 2)), name))
                .ifPresent(name -> sketch.add(new Reshape(shape), name));
    }

    static void matMul(Sketch sketch) {
        String a = sketch.any();
        boolean transposeA = sketch.shape(a).rank() > 1 && sketch.once(3);
        boolean transposeB = sketch.once(3);
        MatMul op = new MatMul(transposeA, transposeB);
        sketch.anyBounded(shape -> fits(op, sketch.shape(a), shape)).ifPresent(b -> sketch.add(op, a, b));
    }

    private static boolean fits(MatMul op, Shape a, Shape b) {
        try {
            return op.output(List.of(a, b)).elements() > 0;
        } catch (io.github.convolith.processor.graph.Misfit e) {
            return false;
        }
    }

    /** Something constant, maybe on its way through an operator or two, that meets what is not. */
    static void constant(Sketch sketch) {
        String other = sketch.any();
        Shape shape = sketch.shape(other);
        List<Integer> sizes = new ArrayList<>(shape.dimensions());
        sizes.replaceAll(size -> sketch.once(3) ? 1 : size);
        Shape own = Shape.ofDimensions(sizes);
        boolean isLearned = sketch.once(3);
        Optional<String> constant = isLearned
                ? sketch.add(new Learned(own), new Values(sketch.weights(), own))
                : sketch.add(numbers(sketch, own));
        if (sketch.once(3)) {
            constant = constant.flatMap(
                    name -> sketch.add(new Elementwise(Elementwise.Kind.ADD, Activation.NONE), name, name));
        }
        if (sketch.once(3)) {
            constant = constant.flatMap(name -> sketch.add(new Reshape(own), name));
        }
        constant.ifPresent(sketch::setBounded);
        Elementwise.Kind kind = sketch.once(2) ? Elementwise.Kind.MULTIPLY : Elementwise.Kind.SUBTRACT;
        constant.ifPresent(name -> sketch.add(new Elementwise(kind, sketch.activation()), other, name));
    }

    private static Constant numbers(Sketch sketch, Shape shape) {
        double[] values = new double[Math.toIntExact(shape.elements())];
        boolean isUniform = sketch.once(4);
        for (int i = 0; i < values.length; i++) {
            values[i] = isUniform && i > 0 ? values[0] : (float) sketch.random.nextGaussian();
        }
        return new Constant(shape, values);
    }
}
