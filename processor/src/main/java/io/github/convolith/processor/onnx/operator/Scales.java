package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads how large a resized value is to be. */
final class Scales {
    private final NodeContext node;
    private final boolean isUpsample;
    private final List<Integer> dimensions;

    Scales(NodeContext node, boolean isUpsample, List<Integer> dimensions) {
        this.node = node;
        this.isUpsample = isUpsample;
        this.dimensions = dimensions;
    }

    /** The axes of the result, all of them. */
    List<Resize.Axis> axes() {
        if (isUpsample && node.opset() < 9) {
            return scaled(all(), attribute());
        }
        if (isUpsample || node.opset() < 11) {
            return scaled(all(), numbers(node.known(1, "scales")));
        }
        int rank = dimensions.size();
        List<Integer> named = node.attributes()
                .integers("axes")
                .map(axes -> Dimensions.axes(axes, rank))
                .orElse(all());
        String policy = node.attributes().text("keep_aspect_ratio_policy", "stretch");
        if (node.has(2) && !(node.isKnown(2) && node.known(2, "scales").size() == 0)) {
            return scaled(named, numbers(node.known(2, "scales")));
        }
        return sized(named, Dimensions.sizes(Dimensions.list(node.known(3, "sizes"))), policy);
    }

    private List<Integer> all() {
        return IntStream.range(0, dimensions.size()).boxed().toList();
    }

    private List<Float> attribute() {
        if (node.attributes().has("height_scale")) {
            return List.of(
                    1f,
                    1f,
                    node.attributes().real("height_scale", 1f),
                    node.attributes().real("width_scale", 1f));
        }
        return node.attributes()
                .reals("scales")
                .orElseThrow(() -> OnnxException.of("its attribute 'scales' is missing"));
    }

    private static List<Float> numbers(Numbers numbers) {
        List<Float> values = new ArrayList<>();
        for (float value : numbers.reals()) {
            values.add(value);
        }
        return values;
    }

    private List<Resize.Axis> unchanged() {
        return new ArrayList<>(
                dimensions.stream().map(size -> Resize.Axis.ofSize(size, size)).toList());
    }

    private List<Resize.Axis> scaled(List<Integer> named, List<Float> scales) {
        NodeContext.require(scales.size() == named.size(), "its scales %s are not for %d axes", scales, named.size());
        List<Resize.Axis> axes = unchanged();
        for (int i = 0; i < named.size(); i++) {
            int size = dimensions.get(named.get(i));
            float scale = scales.get(i);
            NodeContext.require(scale > 0 && size * (double) scale < Integer.MAX_VALUE, "its scales are %s", scales);
            int scaled = Resize.Axis.scaled(size, scale);
            NodeContext.require(scaled >= 1, "its scales %s leave nothing of %s", scales, Numbers.text(dimensions));
            axes.set(named.get(i), new Resize.Axis(scaled, scale));
        }
        return axes;
    }

    private List<Resize.Axis> sized(List<Integer> named, List<Integer> sizes, String policy) {
        NodeContext.require(
                sizes.size() == named.size() && sizes.stream().allMatch(size -> size >= 1),
                "its sizes %s are not for %d axes",
                sizes,
                named.size());
        List<Resize.Axis> axes = unchanged();
        double common = 0;
        for (int i = 0; i < named.size(); i++) {
            double scale = (double) sizes.get(i) / dimensions.get(named.get(i));
            common = i == 0 ? scale : policy.equals("not_larger") ? Math.min(common, scale) : Math.max(common, scale);
        }
        for (int i = 0; i < named.size(); i++) {
            int size = dimensions.get(named.get(i));
            Resize.Axis axis = switch (policy) {
                case "stretch" -> Resize.Axis.ofSize(sizes.get(i), size);
                case "not_larger", "not_smaller" ->
                    new Resize.Axis(Math.max(1, (int) Math.floor(common * size + 0.5)), common);
                default -> throw OnnxException.of("its attribute 'keep_aspect_ratio_policy' is '%s'", policy);
            };
            axes.set(named.get(i), axis);
        }
        return axes;
    }
}
