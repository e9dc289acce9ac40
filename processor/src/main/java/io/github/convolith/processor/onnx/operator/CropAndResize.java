package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code Resize} by {@code tf_crop_and_resize}: a region that is known in another size. Every element along an axis is a
 * sum of elements by known shares, so each axis is a product with a matrix.
 *
 * @param axes the axes of the result
 */
record CropAndResize(NodeContext node, Computed input, List<Resize.Axis> axes, Resize.Mode mode) {
    Value result() {
        NodeContext.require(
                mode != Resize.Mode.CUBIC, "its attribute 'mode' is 'cubic' for a region, which is not supported");
        NodeContext.require(
                node.has(3) && !node.attributes().flag("antialias", false),
                "it resizes a region by scales or with a wider filter, which is not supported");
        int rank = input.dimensions().size();
        List<Integer> named = node.attributes()
                .integers("axes")
                .map(list -> Dimensions.axes(list, rank))
                .orElse(IntStream.range(0, rank).boxed().toList());
        Numbers region = node.known(1, "region");
        NodeContext.require(
                region.size() == 2 * named.size(),
                "its region has %d numbers for %d axes",
                region.size(),
                named.size());
        Computed value = input;
        for (int i = 0; i < named.size(); i++) {
            value = along(value, named.get(i), region.real(i), region.real(named.size() + i));
        }
        return value;
    }

    private Computed along(Computed value, int axis, double start, double end) {
        int in = value.dimensions().get(axis);
        int out = axes.get(axis).size();
        if (in == out && start == 0 && end == 1) {
            return value;
        }
        float[] shares = new float[Math.multiplyExact(in, out)];
        for (int i = 0; i < out; i++) {
            double at = out > 1
                    ? start * (in - 1) + i * (end - start) * (in - 1) / (out - 1)
                    : 0.5 * (start + end) * (in - 1);
            if (at < 0 || at > in - 1) {
                NodeContext.require(
                        node.attributes().real("extrapolation_value", 0f) == 0,
                        "its attribute 'extrapolation_value' is not 0, which is not supported");
                continue;
            }
            int below = (int) Math.floor(at);
            double share = mode == Resize.Mode.NEAREST ? nearest(at - below) : at - below;
            shares[below * out + i] += (float) (1 - share);
            shares[Math.min(in - 1, below + 1) * out + i] += (float) share;
        }
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, value.dimensions().size()).boxed().toList());
        Collections.swap(order, axis, order.size() - 1);
        Known matrix = new Known(node.name(0) + " axis " + axis, Numbers.of(List.of(in, out), shares));
        Computed last = node.inOrder(value.transposed(order));
        List<Integer> dimensions = new ArrayList<>(last.dimensions());
        dimensions.set(dimensions.size() - 1, out);
        Computed product = MatMulOperator.product(node, last, node.constant(matrix), false, false);
        return new Computed(product.node(), dimensions).transposed(order);
    }

    /** 1 where the element above is the nearest. */
    private double nearest(double above) {
        boolean isAbove = switch (node.attributes().text("nearest_mode", "round_prefer_floor")) {
            case "floor" -> false;
            case "ceil" -> above > 0;
            case "round_prefer_ceil" -> above >= 0.5;
            default -> above > 0.5;
        };
        return isAbove ? 1 : 0;
    }
}
