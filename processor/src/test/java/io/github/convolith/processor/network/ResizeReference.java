package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The spatial axes in another size, the way the ONNX specification goes about it: for each place of the result the
 * neighbours of its place in the input are looked for, and weighed by their distance.
 */
final class ResizeReference implements OpReference<Resize> {
    @Override
    public Value compute(Resize op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        int[] sizes = op.axes().stream().mapToInt(Resize.Axis::size).toArray();
        return Value.of(Shape.of(input.shape().channels(), sizes), place -> {
            Inexact sum = Inexact.ZERO;
            List<int[]> places = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            places.add(new int[] {place[0]});
            shares.add(1.0);
            for (int axis = 0; axis < sizes.length; axis++) {
                Map<Integer, Double> line = line(op, axis, input.extent(1 + axis), place[1 + axis]);
                List<int[]> longer = new ArrayList<>();
                List<Double> smaller = new ArrayList<>();
                for (int i = 0; i < places.size(); i++) {
                    int[] so = places.get(i);
                    double share = shares.get(i);
                    line.forEach((at, part) -> {
                        int[] next = IntStream.concat(IntStream.of(so), IntStream.of(at))
                                .toArray();
                        longer.add(next);
                        smaller.add(share * part);
                    });
                }
                places = longer;
                shares = smaller;
            }
            for (int i = 0; i < places.size(); i++) {
                sum = sum.plus(input.at(places.get(i)).times(shares.get(i)));
            }
            return sum;
        });
    }

    /** What an element of an axis is made from, and by what shares. */
    private static Map<Integer, Double> line(Resize op, int axis, int in, int i) {
        Resize.Axis target = op.axes().get(axis);
        double at = at(op.coordinates(), in, target, i);
        if (op.mode() == Resize.Mode.NEAREST) {
            double below = Math.floor(at);
            double above = Math.ceil(at);
            double nearest = switch (op.nearest()) {
                case FLOOR -> below;
                case CEIL -> above;
                case ROUND_PREFER_FLOOR -> above - at < at - below ? above : below;
                case ROUND_PREFER_CEIL -> above - at <= at - below ? above : below;
            };
            return Map.of((int) Math.min(in - 1, Math.max(0, nearest)), 1.0);
        }
        double narrow = op.antialias() && target.scale() < 1 ? target.scale() : 1;
        int support = op.mode() == Resize.Mode.LINEAR ? 1 : 2;
        int wanted = 2 * (int) Math.ceil(support / narrow);
        // Far enough out, there is more than one could want on both sides.
        List<Integer> neighbours = IntStream.rangeClosed((int) at - wanted - 1, (int) at + wanted + 1)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer each) -> Math.abs(each - at)))
                .limit(wanted)
                .toList();
        Map<Integer, Double> shares = new LinkedHashMap<>();
        double sum = 0;
        for (int neighbour : neighbours) {
            double distance = Math.abs(neighbour - at) * narrow;
            boolean isOutside = neighbour < 0 || neighbour >= in;
            double share = isOutside && op.excludeOutside()
                    ? 0
                    : support == 1 ? Math.max(0, 1 - distance) : cubic(distance, op.cubicCoefficient());
            sum += share;
            shares.merge(Math.max(0, Math.min(in - 1, neighbour)), share, Double::sum);
        }
        double all = sum;
        shares.replaceAll((neighbour, share) -> share / all);
        return shares;
    }

    private static double cubic(double x, double a) {
        if (x <= 1) {
            return (a + 2) * x * x * x - (a + 3) * x * x + 1;
        }
        return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
    }

    private static double at(Resize.Coordinates coordinates, int in, Resize.Axis target, int i) {
        boolean isWhole = target.scale() == (double) target.size() / in;
        double resized = isWhole ? target.size() : target.scale() * in;
        double half = isWhole ? (2 * i + 1.0) * in / (2.0 * target.size()) - 0.5 : (i + 0.5) / target.scale() - 0.5;
        return switch (coordinates) {
            case HALF_PIXEL -> half;
            case PYTORCH_HALF_PIXEL -> target.size() == 1 ? 0 : half;
            case HALF_PIXEL_SYMMETRIC -> half + in / 2.0 * (1 - target.size() / resized);
            case TF_HALF_PIXEL_FOR_NN -> half + 0.5;
            case ASYMMETRIC -> isWhole ? (double) i * in / target.size() : i / target.scale();
            case ALIGN_CORNERS -> resized == 1 ? 0 : i * (in - 1.0) / (resized - 1);
        };
    }
}
