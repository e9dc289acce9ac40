package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Dropout;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Lrn;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.processor.graph.TopK;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every kind of layer that random networks have. */
final class RandomLayers {
    /** A kind of layer, as often in the list as it is to be more frequent than others. */
    static final List<RandomLayer> ALL = List.of(
            new RandomConvs(),
            new RandomConvs(),
            new RandomConvs(),
            new RandomConvs(),
            new RandomConvTransposes(),
            new RandomPads(),
            RandomLayers::batchNorm,
            RandomLayers::batchNorm,
            RandomLayers::normsInARow,
            RandomLayers::activation,
            RandomLayers::activation,
            RandomLayers::unary,
            RandomLayers::pool,
            RandomLayers::pool,
            RandomLayers::concat,
            RandomLayers::concat,
            RandomLayers::sum,
            RandomLayers::sum,
            RandomLayers::combination,
            RandomLayers::quotient,
            RandomLayers::broadcast,
            RandomLayers::slice,
            RandomLayers::slice,
            RandomLayers::prelu,
            RandomLayers::lrn,
            RandomLayers::reduce,
            RandomLayers::reduce,
            RandomLayers::softmax,
            RandomLayers::topK,
            new RandomDeformedTaps(),
            RandomLayers::reshape,
            RandomGeometry::resize,
            RandomGeometry::transpose,
            RandomGeometry::shuffle,
            RandomGeometry::matMul,
            RandomGeometry::constant,
            RandomLayers::dropout);

    private static final Set<Activation.Kind> BOUNDED = Set.of(
            Activation.Kind.SIGMOID, Activation.Kind.TANH, Activation.Kind.HARD_SIGMOID, Activation.Kind.SOFTSIGN);

    private RandomLayers() {}

    private static void batchNorm(Sketch sketch) {
        String from = sketch.any();
        sketch.add(
                new Scale(sketch.activation()), scale(sketch, sketch.shape(from).channels()), from);
    }

    /** One or two without an activation, perhaps before a convolution: what passes make one node of. */
    private static void normsInARow(Sketch sketch) {
        String from = sketch.any();
        int channels = sketch.shape(from).channels();
        Optional<String> last = sketch.add(new Scale(Activation.NONE), scale(sketch, channels), from);
        if (sketch.once(2)) {
            last.ifPresent(norm -> sketch.add(new Scale(sketch.activation()), scale(sketch, channels), norm));
        } else {
            last.ifPresent(norm -> RandomConvs.addNew(sketch, norm));
        }
    }

    /** A batch normalisation, or now and then a normalisation by known numbers. */
    static ScaleSource scale(Sketch sketch, int channels) {
        if (!sketch.once(6)) {
            return new ScaleSource.BatchNorm(sketch.weights(), channels, 1e-3f);
        }
        boolean keepsZero = sketch.once(2);
        float[] mean = new float[channels];
        float[] std = new float[channels];
        for (int i = 0; i < channels; i++) {
            mean[i] = keepsZero ? 0f : (float) sketch.random.nextGaussian();
            std[i] = 0.5f + sketch.random.nextFloat();
        }
        return new ScaleSource.Normalization(mean, std);
    }

    private static void activation(Sketch sketch) {
        Activation activation = sketch.activation();
        String from = sketch.any();
        sketch.add(new Activate(activation), from)
                .filter(name -> BOUNDED.contains(activation.kind()))
                .ifPresent(sketch::setBounded);
    }

    /** A function without a pole; those that jump would make a last digit a whole number. */
    private static void unary(Sketch sketch) {
        Unary.Kind kind = sketch.once(2) ? Unary.Kind.ABSOLUTE : Unary.Kind.NEGATE;
        String from = sketch.any();
        sketch.add(new Unary(kind, 0), from)
                .filter(name -> sketch.isBounded(from))
                .ifPresent(sketch::setBounded);
    }

    private static void pool(Sketch sketch) {
        Optional<String> from = sketch.any(shape -> shape.rank() == 2 || shape.rank() == 3);
        if (from.isEmpty()) {
            return;
        }
        Pool.Kind kind = sketch.once(2) ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
        List<Window> windows = RandomConvs.poolWindows(sketch, sketch.shape(from.get()));
        sketch.add(new Pool(kind, windows, sketch.once(3), sketch.once(2)), from.get())
                .filter(name -> sketch.isBounded(from.get()))
                .ifPresent(sketch::setBounded);
    }

    /** Two or three activations; the same one may be among them twice. */
    private static void concat(Sketch sketch) {
        String first = sketch.any();
        Shape shape = sketch.shape(first);
        int axis = sketch.once(3) ? sketch.between(0, shape.rank() - 1) : 0;
        List<String> parts = new ArrayList<>(List.of(first));
        int count = sketch.once(12) ? 1 : sketch.between(2, 3);
        while (parts.size() < count) {
            Optional<String> other = sketch.any(each -> fits(shape, each, axis));
            if (sketch.once(4) || !parts.contains(other.orElseThrow())) {
                parts.add(other.orElseThrow());
            } else if (sketch.once(4)) {
                break;
            }
        }
        Collections.shuffle(parts, sketch.random);
        sketch.add(new Concat(axis, parts.size()), parts.toArray(String[]::new));
    }

    private static boolean fits(Shape shape, Shape other, int axis) {
        if (shape.rank() != other.rank()) {
            return false;
        }
        for (int i = 0; i < shape.rank(); i++) {
            if (i != axis
                    && !shape.dimensions().get(i).equals(other.dimensions().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What residual connections end in. */
    private static void sum(Sketch sketch) {
        String a = sketch.any();
        String b = sketch.any(shape -> shape.equals(sketch.shape(a))).orElseThrow();
        sketch.add(new Elementwise(Elementwise.Kind.ADD, sketch.activation()), a, b);
    }

    private static void combination(Sketch sketch) {
        String a = sketch.any();
        Elementwise.Kind kind = Elementwise.Kind.values()[sketch.random.nextInt(Elementwise.Kind.values().length)];
        Optional<String> b = kind == Elementwise.Kind.MULTIPLY
                ? sketch.anyBounded(shape -> shape.equals(sketch.shape(a)))
                : sketch.any(shape -> shape.equals(sketch.shape(a)));
        if (kind != Elementwise.Kind.DIVIDE && kind != Elementwise.Kind.POWER) {
            b.ifPresent(other -> sketch.add(new Elementwise(kind, sketch.activation()), a, other));
        }
    }

    /** By something between 1 and 2, as a quotient by anything near zero is known too badly. */
    private static void quotient(Sketch sketch) {
        String a = sketch.any();
        String b = sketch.any(shape -> shape.equals(sketch.shape(a))).orElseThrow();
        Optional<String> sigmoid = sketch.add(new Activate(new Activation(Activation.Kind.SIGMOID, 0, 0)), b);
        int channels = sketch.shape(b).channels();
        float[] mean = new float[channels];
        float[] std = new float[channels];
        java.util.Arrays.fill(mean, -1f);
        java.util.Arrays.fill(std, 1f);
        sigmoid.flatMap(value ->
                        sketch.add(new Scale(Activation.NONE), new ScaleSource.Normalization(mean, std), value))
                .ifPresent(divisor ->
                        sketch.add(new Elementwise(Elementwise.Kind.DIVIDE, sketch.activation()), a, divisor));
    }

    /** Two shapes of which one has a single element along some axes, or fewer axes. */
    private static void broadcast(Sketch sketch) {
        String a = sketch.any();
        Optional<String> b = sketch.anyBounded(other -> broadcasts(sketch.shape(a), other));
        if (b.isEmpty()) {
            return;
        }
        Elementwise.Kind kind = sketch.once(2) ? Elementwise.Kind.MULTIPLY : Elementwise.Kind.SUBTRACT;
        boolean swapped = sketch.once(2);
        sketch.add(new Elementwise(kind, sketch.activation()), swapped ? b.get() : a, swapped ? a : b.get());
    }

    private static boolean broadcasts(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        for (int axis = 0; axis < rank; axis++) {
            int one = Elementwise.aligned(a.dimensions(), axis, rank);
            int other = Elementwise.aligned(b.dimensions(), axis, rank);
            if (one != other && one != 1 && other != 1) {
                return false;
            }
        }
        return !a.equals(b);
    }

    private static void slice(Sketch sketch) {
        String from = sketch.any();
        List<Integer> begins = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        for (int size : sketch.shape(from).dimensions()) {
            boolean isWhole = sketch.once(2);
            int step = isWhole || sketch.once(2) ? 1 : sketch.between(1, 3);
            int count = isWhole ? size : sketch.between(1, (size + step - 1) / step);
            int begin = sketch.between(0, size - 1 - (count - 1) * step);
            boolean isReversed = sketch.once(6);
            begins.add(isReversed ? begin + (count - 1) * step : begin);
            sizes.add(count);
            steps.add(isReversed ? -step : step);
        }
        sketch.add(new Slice(begins, sizes, steps), from)
                .filter(name -> sketch.isBounded(from))
                .ifPresent(sketch::setBounded);
    }

    private static void prelu(Sketch sketch) {
        String from = sketch.any();
        int slopes = sketch.once(3) ? 1 : sketch.shape(from).channels();
        sketch.add(new PRelu(slopes), new Values(sketch.weights() + ".weight", Shape.of(slopes)), from);
    }

    private static void reduce(Sketch sketch) {
        String from = sketch.any();
        int rank = sketch.shape(from).rank();
        List<Integer> axes = new ArrayList<>();
        for (int axis = sketch.once(2) ? 0 : rank - 1; axis < rank; axis++) {
            if (axis == rank - 1 || sketch.once(2)) {
                axes.add(axis);
            }
        }
        Reduce.Kind[] kinds = {
            Reduce.Kind.MEAN, Reduce.Kind.MAX, Reduce.Kind.MIN, Reduce.Kind.SUM, Reduce.Kind.L1, Reduce.Kind.L2
        };
        sketch.add(new Reduce(kinds[sketch.random.nextInt(kinds.length)], axes, sketch.once(2)), from);
        Reduce.Kind[] others = {Reduce.Kind.PRODUCT, Reduce.Kind.SUM_OF_SQUARES, Reduce.Kind.LOG_SUM_EXP};
        if (sketch.isBounded(from)) {
            sketch.add(new Reduce(others[sketch.random.nextInt(others.length)], axes, sketch.once(2)), from);
        }
    }

    private static void softmax(Sketch sketch) {
        String from = sketch.any();
        int axis = sketch.once(2) ? 0 : sketch.between(0, sketch.shape(from).rank() - 1);
        boolean log = sketch.once(3);
        sketch.add(new Softmax(axis, log), from).filter(name -> !log).ifPresent(sketch::setBounded);
    }

    /** What they are only: where they are is not known where two are close. */
    private static void topK(Sketch sketch) {
        String from = sketch.any();
        int axis = sketch.between(0, sketch.shape(from).rank() - 1);
        int count =
                sketch.between(1, Math.min(4, sketch.shape(from).dimensions().get(axis)));
        sketch.add(new TopK(axis, count, sketch.once(2), sketch.once(2), TopK.Result.VALUES), from)
                .filter(name -> sketch.isBounded(from))
                .ifPresent(sketch::setBounded);
    }

    private static void lrn(Sketch sketch) {
        float[] exponents = {0.75f, 0.5f, 1f, 0.6f};
        float beta = exponents[sketch.random.nextInt(exponents.length)];
        sketch.add(new Lrn(sketch.between(1, 6), 0.2f, beta, sketch.between(1, 2)), sketch.any());
    }

    private static void reshape(Sketch sketch) {
        String from = sketch.any();
        int elements = Math.toIntExact(sketch.shape(from).elements());
        List<Integer> divisors = new ArrayList<>();
        for (int i = 1; i <= elements; i++) {
            if (elements % i == 0) {
                divisors.add(i);
            }
        }
        int channels = divisors.get(sketch.random.nextInt(divisors.size()));
        int plane = elements / channels;
        List<Integer> widths =
                divisors.stream().filter(width -> plane % width == 0).toList();
        int width = widths.get(sketch.random.nextInt(widths.size()));
        Shape shape = switch (sketch.random.nextInt(4)) {
            case 0 -> Shape.of(channels, plane);
            case 1 -> Shape.of(channels, plane / width, width);
            case 2 -> sketch.shape(from);
            default -> Shape.of(elements);
        };
        sketch.add(new Reshape(shape), from)
                .filter(name -> sketch.isBounded(from))
                .ifPresent(sketch::setBounded);
    }

    private static void dropout(Sketch sketch) {
        String from = sketch.any();
        sketch.add(new Dropout(), from).filter(name -> sketch.isBounded(from)).ifPresent(sketch::setBounded);
    }
}
