package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.OnnxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Kernel, stride, dilation and padding of the spatial axes of a node, as all sliding operators of ONNX have them. */
final class Windows {
    private Windows() {}

    /**
     * Reads the windows of a node.
     *
     * @param kernel the sizes of its kernel
     */
    static List<Window> read(NodeContext node, List<Integer> kernel) {
        int axes = kernel.size();
        List<Integer> strides = perAxis(node, "strides", axes);
        List<Integer> dilations = perAxis(node, "dilations", axes);
        List<Padding> paddings = paddings(node, axes);
        List<Window> windows = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            windows.add(new Window(kernel.get(axis), strides.get(axis), dilations.get(axis), paddings.get(axis)));
        }
        return windows;
    }

    /** The kernel that the attribute {@code kernel_shape} names. */
    static List<Integer> kernel(NodeContext node, int axes) {
        NodeContext.require(node.attributes().has("kernel_shape"), "its attribute 'kernel_shape' is missing");
        return perAxis(node, "kernel_shape", axes);
    }

    /** A positive number for each axis, 1 where they are left out. */
    static List<Integer> perAxis(NodeContext node, String name, int axes) {
        List<Long> values = node.attributes().integers(name).orElseGet(() -> Collections.nCopies(axes, 1L));
        NodeContext.require(values.size() == axes, "its attribute '%s' is %s and needs %d numbers", name, values, axes);
        List<Integer> numbers = new ArrayList<>();
        for (long value : values) {
            NodeContext.require(value >= 1 && value <= Integer.MAX_VALUE, "its attribute '%s' is %s", name, values);
            numbers.add((int) value);
        }
        return numbers;
    }

    private static List<Padding> paddings(NodeContext node, int axes) {
        String auto = node.attributes().text("auto_pad", "NOTSET");
        Optional<List<Long>> pads = node.attributes().integers("pads").filter(given -> !given.isEmpty());
        return switch (auto) {
            case "SAME_UPPER" -> Collections.nCopies(axes, new Padding.Same(true));
            case "SAME_LOWER" -> Collections.nCopies(axes, new Padding.Same(false));
            case "VALID" -> Collections.nCopies(axes, Padding.NONE);
            case "NOTSET", "" -> explicit(pads.orElseGet(() -> Collections.nCopies(2 * axes, 0L)), axes);
            default -> throw OnnxException.of("its attribute 'auto_pad' is '%s'", auto);
        };
    }

    private static List<Padding> explicit(List<Long> pads, int axes) {
        NodeContext.require(
                pads.size() == 2 * axes && pads.stream().allMatch(pad -> pad >= 0 && pad <= Integer.MAX_VALUE),
                "its attribute 'pads' is %s and needs %d numbers that are not negative",
                pads,
                2 * axes);
        List<Padding> paddings = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            paddings.add(new Padding.Explicit(
                    pads.get(axis).intValue(), pads.get(axes + axis).intValue()));
        }
        return paddings;
    }
}
