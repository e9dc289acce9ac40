package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transposed convolutions of a batch. Over three axes a plane of the result is the sum of what the planes of the input
 * that reach it contribute, each by a transposed convolution over the last two axes.
 */
record Transposed(NodeContext node, ConvTranspose op, List<FilterSource> filters) {
    /**
     * Adds the nodes of a transposed convolution.
     *
     * @param weight what the tensor is called that the kernel comes from
     * @param kernel input × output/groups × taps
     */
    static Computed of(
            NodeContext node, Computed input, ConvTranspose op, String weight, float[] kernel, Optional<float[]> bias) {
        List<Integer> given = input.dimensions();
        List<Integer> sizes =
                op.windows().stream().map(window -> window.window().kernel()).toList();
        List<FilterSource> filters = new ArrayList<>();
        boolean isVolume = sizes.size() == 3;
        int slices = isVolume ? sizes.get(0) : 1;
        List<Integer> plane = isVolume ? sizes.subList(1, 3) : sizes;
        int taps = GraphBuilder.count(plane);
        for (int slice = 0; slice < slices; slice++) {
            float[] part = new float[kernel.length / slices];
            for (int pair = 0; pair < part.length / taps; pair++) {
                System.arraycopy(kernel, (pair * slices + slice) * taps, part, pair * taps, taps);
            }
            filters.add(Filters.store(
                    node,
                    weight,
                    op.in(),
                    op.out(),
                    op.groups(),
                    plane,
                    true,
                    part,
                    isVolume ? Optional.empty() : bias));
        }
        Transposed transposed = new Transposed(node, op, filters);
        Computed result = node.perItem(
                input,
                item -> isVolume ? transposed.volume(item) : transposed.plane(item),
                Dimensions.batched(given.get(0), op.output(List.of(Dimensions.item(given)))));
        if (!isVolume || bias.isEmpty()) {
            return result;
        }
        Numbers perChannel = Numbers.of(List.of(op.out(), 1, 1, 1), bias.get());
        return (Computed) Arithmetic.ADD.combine(node, result, new Known(node.name(0) + " bias", perChannel));
    }

    private String plane(String item) {
        return node.builder().add(node.name(0), op, List.of(item), filters.get(0));
    }

    private String volume(String item) {
        GraphBuilder builder = node.builder();
        Shape shape = builder.shapeOf(item);
        Shape output = op.output(List.of(shape));
        Window depth = op.windows().get(0).window();
        ConvTranspose planes = new ConvTranspose(
                op.in(), op.out(), op.groups(), op.windows().subList(1, 3), BiasRule.NONE, Activation.NONE);
        List<String> inputs = new ArrayList<>();
        for (int place = 0; place < shape.size(0); place++) {
            String slab = builder.add(
                    node.name(0) + " sees " + place, Slices.one(shape, 1, place), List.of(item), Parameters.NONE);
            inputs.add(builder.reshape(slab, Shape.of(op.in(), shape.size(1), shape.size(2))));
        }
        int begin = Math.toIntExact(op.windows().get(0).padBegin(shape.size(0)));
        List<String> slabs = new ArrayList<>();
        for (int to = 0; to < output.size(0); to++) {
            List<String> parts = new ArrayList<>();
            for (int tap = 0; tap < depth.kernel(); tap++) {
                int from = to + begin - tap * depth.dilation();
                if (from >= 0 && from % depth.stride() == 0 && from / depth.stride() < inputs.size()) {
                    parts.add(builder.add(
                            node.name(0) + " at " + to + " by " + tap,
                            planes,
                            List.of(inputs.get(from / depth.stride())),
                            filters.get(tap)));
                }
            }
            NodeContext.require(!parts.isEmpty(), "it leaves planes that no input reaches, which is not supported");
            String sum = parts.get(0);
            for (String part : parts.subList(1, parts.size())) {
                sum = builder.add(
                        node.name(0) + " at " + to,
                        new Elementwise(Elementwise.Kind.ADD, Activation.NONE),
                        List.of(sum, part),
                        Parameters.NONE);
            }
            slabs.add(builder.reshape(sum, Shape.of(op.out(), 1, output.size(1), output.size(2))));
        }
        return Slices.joined(node, 1, slabs);
    }
}
