package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code Resize}, and {@code Upsample} that it replaced. */
record ResizeOperator(boolean isUpsample) implements Operator {
    /** Before, there were no attributes for it: nearest elements below, coordinates divided by the scale. */
    private static final int COORDINATES_SINCE = 11;

    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        List<Resize.Axis> axes = new Scales(node, isUpsample, dimensions).axes();
        int first = 0;
        while (first < axes.size()
                && axes.get(first).equals(Resize.Axis.ofSize(dimensions.get(first), dimensions.get(first)))) {
            first++;
        }
        Resize.Mode mode = mode(node);
        boolean isOld = isUpsample || node.opset() < COORDINATES_SINCE;
        if (!isOld
                && node.attributes().text("coordinate_transformation_mode", "").equals("tf_crop_and_resize")) {
            node.attributes().ignore("extrapolation_value", "nearest_mode", "cubic_coeff_a", "exclude_outside");
            node.result(new CropAndResize(node, input, axes, mode).result());
            return;
        }
        Resize.Coordinates coordinates = isOld ? Resize.Coordinates.ASYMMETRIC : coordinates(node);
        Resize.Nearest nearest = isOld ? Resize.Nearest.FLOOR : nearest(node);
        float coefficient = node.attributes().real("cubic_coeff_a", -0.75f);
        boolean excludes = node.attributes().flag("exclude_outside", false);
        boolean antialias = node.attributes().flag("antialias", false);
        node.attributes().ignore("extrapolation_value");
        int rank = dimensions.size();
        if (first == rank && coordinates != Resize.Coordinates.TF_HALF_PIXEL_FOR_NN) {
            node.result(input);
            return;
        }
        // The emitters know one spatial axis or two, behind one axis of channels.
        int from = Math.max(1, rank <= 1 ? 1 : Math.min(first, rank - 1));
        if (rank - from == 1 && from > 1) {
            from--;
        }
        NodeContext.require(
                first >= 1 && rank - from <= 2,
                "it resizes %s to %s; supported are the last two axes",
                Numbers.text(dimensions),
                sizes(axes));
        int channels = GraphBuilder.count(dimensions.subList(0, from));
        Resize resize =
                new Resize(mode, axes.subList(from, rank), coordinates, nearest, coefficient, excludes, antialias);
        node.result(node.add(resize, node.as(input, new Shape(channels, dimensions.subList(from, rank))), sizes(axes)));
    }

    private static List<Integer> sizes(List<Resize.Axis> axes) {
        return axes.stream().map(Resize.Axis::size).toList();
    }

    private static Resize.Mode mode(NodeContext node) {
        String mode = node.attributes().text("mode", "nearest");
        return switch (mode) {
            case "nearest" -> Resize.Mode.NEAREST;
            case "linear", "bilinear" -> Resize.Mode.LINEAR;
            case "cubic" -> Resize.Mode.CUBIC;
            default -> throw OnnxException.of("its attribute 'mode' is '%s'", mode);
        };
    }

    private static Resize.Coordinates coordinates(NodeContext node) {
        String mode = node.attributes().text("coordinate_transformation_mode", "half_pixel");
        return Arrays.stream(Resize.Coordinates.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(mode))
                .findFirst()
                .orElseThrow(() -> OnnxException.of(
                        "its attribute 'coordinate_transformation_mode' is '%s', which is not supported", mode));
    }

    private static Resize.Nearest nearest(NodeContext node) {
        String mode = node.attributes().text("nearest_mode", "round_prefer_floor");
        return Arrays.stream(Resize.Nearest.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(mode))
                .findFirst()
                .orElseThrow(() -> OnnxException.of("its attribute 'nearest_mode' is '%s'", mode));
    }
}
