package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A convolution over three spatial axes as one over the last two for every place of its result along the first: the
 * planes that a kernel meets there are taken as so many more input channels, whose kernels lie in memory in that order
 * already.
 */
final class Volume {
    private final NodeContext node;
    private final Conv conv;
    private final Conv planes;
    private final FilterSource filter;

    Volume(NodeContext node, Conv conv, Known weight, Optional<float[]> bias) {
        this.node = node;
        this.conv = conv;
        int in = Math.multiplyExact(conv.in(), conv.windows().get(0).kernel());
        planes = new Conv(
                in,
                conv.out(),
                conv.groups(),
                conv.windows().subList(1, 3),
                false,
                conv.bias(),
                Activation.NONE,
                Optional.empty());
        filter = Filters.store(
                node,
                weight.name(),
                in,
                conv.out(),
                conv.groups(),
                weight.dimensions().subList(3, 5),
                false,
                weight.numbers().reals(),
                bias);
    }

    /** The node of the result for the node of an item, {@code channels × depth × height × width}. */
    String apply(String item) {
        GraphBuilder builder = node.builder();
        Shape shape = builder.shapeOf(item);
        Shape output = conv.output(shape);
        Window window = conv.windows().get(0);
        int begin = Math.toIntExact(window.padBegin(shape.size(0)));
        int end = Math.toIntExact(window.padEnd(shape.size(0)));
        String padded = begin + end == 0
                ? item
                : builder.add(
                        node.name(0) + " padded",
                        new Pad(List.of(0, begin, 0, 0), List.of(0, end, 0, 0), Pad.Mode.CONSTANT, 0f),
                        List.of(item),
                        Parameters.NONE);
        List<String> slabs = new ArrayList<>();
        for (int place = 0; place < output.size(0); place++) {
            Slice met = Slices.along(
                    builder.shapeOf(padded), 1, place * window.stride(), window.kernel(), window.dilation());
            String slab = builder.add(node.name(0) + " sees " + place, met, List.of(padded), Parameters.NONE);
            String flat = builder.reshape(slab, Shape.of(planes.in(), shape.size(1), shape.size(2)));
            String sum = builder.add(node.name(0) + " at " + place, planes, List.of(flat), filter);
            slabs.add(builder.reshape(sum, Shape.of(output.channels(), 1, output.size(1), output.size(2))));
        }
        return Slices.joined(node, 1, slabs);
    }
}
