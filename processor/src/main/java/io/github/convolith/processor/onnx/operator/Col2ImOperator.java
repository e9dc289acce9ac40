package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code Col2Im}: an image of the blocks that a kernel saw of it, what lies on several of them added up. That is a
 * transposed convolution with one channel for each tap, and a kernel for each that has a 1 there.
 */
final class Col2ImOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> image = Dimensions.sizes(Dimensions.list(node.known(1, "image shape")));
        List<Integer> block = Dimensions.sizes(Dimensions.list(node.known(2, "block shape")));
        int axes = block.size();
        List<Integer> given = input.dimensions();
        int taps = GraphBuilder.count(block);
        NodeContext.require(
                axes >= 1
                        && axes <= 3
                        && image.size() == axes
                        && given.size() == 3
                        && taps > 0
                        && given.get(1) % taps == 0,
                "it makes %s of %s in blocks of %s",
                Numbers.text(image),
                Numbers.text(given),
                Numbers.text(block));
        List<TransposedWindow> windows = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Window> seen = Windows.read(node, block);
        for (int axis = 0; axis < axes; axis++) {
            Window window = seen.get(axis);
            int size = Math.toIntExact(window.output(image.get(axis)));
            places.add(size);
            long whole = new TransposedWindow(window, 0).output(size);
            windows.add(new TransposedWindow(window, Math.toIntExact(image.get(axis) - whole)));
        }
        NodeContext.require(
                GraphBuilder.count(places) == given.get(2),
                "it is given %d blocks where %s are met",
                given.get(2),
                Numbers.text(places));
        int in = given.get(1);
        int channels = in / taps;
        float[] kernel = new float[Math.multiplyExact(in, taps)];
        for (int channel = 0; channel < in; channel++) {
            kernel[channel * taps + channel % taps] = 1f;
        }
        Computed blocks = (Computed) Views.reshaped(node, input, concatenated(List.of(given.get(0), in), places));
        ConvTranspose op = new ConvTranspose(in, channels, channels, windows, BiasRule.NONE, Activation.NONE);
        node.result(Transposed.of(node, blocks, op, node.name(0), kernel, Optional.empty()));
    }

    private static List<Integer> concatenated(List<Integer> first, List<Integer> second) {
        List<Integer> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
