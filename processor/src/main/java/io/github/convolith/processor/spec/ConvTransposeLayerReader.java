package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import io.github.convolith.processor.spec.WindowReader.PaddingName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a transposed convolution over one or two axes. */
final class ConvTransposeLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        if (!layer.hasAxes(1, 2)) {
            return Optional.empty();
        }
        Optional<ChannelsReader.Channels> channels =
                new ChannelsReader(layer.attributes(), layer.findings()).read(Optional.of(layer.given()));
        Optional<List<TransposedWindow>> windows = windows(layer);
        Optional<BiasRule> bias = layer.attributes().constant("bias", BiasRule.class);
        Optional<Activation> activation = new ActivationReader(layer.attributes(), layer.findings()).read();
        if (channels.isEmpty() || windows.isEmpty() || bias.isEmpty() || activation.isEmpty()) {
            return Optional.empty();
        }
        // The sign of the bias is turned when the weights are read.
        BiasRule rule = bias.get() == BiasRule.NONE ? BiasRule.NONE : BiasRule.ADD;
        int in = channels.get().in();
        int out = channels.get().out();
        int groups = channels.get().groups();
        ConvTranspose op = new ConvTranspose(in, out, groups, windows.get(), rule, activation.get());
        List<Integer> kernel =
                windows.get().stream().map(each -> each.window().kernel()).toList();
        if (!fitsArray(op, kernel, layer)) {
            return Optional.empty();
        }
        return layer.single(
                op, new FilterSource.Stored(layer.weights(), in, out, groups, kernel, false, bias.get(), true));
    }

    private static Optional<List<TransposedWindow>> windows(LayerContext layer) {
        Optional<PaddingName> padding = layer.attributes()
                .constant("padding", PaddingName.class)
                .filter(name -> name == PaddingName.FULL || name == PaddingName.CAUSAL);
        if (padding.isPresent()) {
            layer.report(Message.TRANSPOSED_PADDING, "padding", padding.get());
            return Optional.empty();
        }
        Optional<List<Window>> windows = new WindowReader(layer.attributes(), layer.axes(), layer.findings()).read();
        Optional<List<Integer>> outputPadding = layer.attributes().integers("outputPadding");
        if (windows.isEmpty() || outputPadding.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> added = outputPadding.get();
        int rank = windows.get().size();
        if (added.size() != 1 && added.size() != rank) {
            layer.report(
                    Message.AXIS_COUNT,
                    "outputPadding",
                    "outputPadding",
                    Attributes.text(added),
                    Words.count(added.size(), "number"),
                    rank,
                    rank == 1 ? "one number" : "one number, or two: " + String.join(", ", layer.axes()));
            return Optional.empty();
        }
        List<TransposedWindow> result = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            Window window = windows.get().get(axis);
            int each = added.get(added.size() == 1 ? 0 : axis);
            if (each < 0 || (each > 0 && each >= Math.max(window.stride(), window.dilation()))) {
                layer.report(
                        Message.OUTPUT_PADDING,
                        "outputPadding",
                        Attributes.text(added),
                        window.stride(),
                        window.dilation());
                return Optional.empty();
            }
            result.add(new TransposedWindow(window, each));
        }
        return Optional.of(result);
    }

    private static boolean fitsArray(ConvTranspose op, List<Integer> kernel, LayerContext layer) {
        List<Integer> factors = new ArrayList<>(List.of(op.in(), op.outPerGroup()));
        factors.addAll(kernel);
        BigInteger elements = factors.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        if (elements.bitLength() < Integer.SIZE) {
            return true;
        }
        layer.report(
                Message.TOO_LARGE,
                "kernel",
                "kernel",
                factors.stream().map(String::valueOf).collect(Collectors.joining(" × ")),
                Words.grouped(elements),
                Words.grouped(Integer.MAX_VALUE),
                "in, out or kernel");
        return false;
    }
}
