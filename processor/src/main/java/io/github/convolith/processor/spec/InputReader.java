package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what goes into a network: shape, layout, and how it is normalised. */
final class InputReader {
    private static final List<String> SIZES = List.of("length", "height", "width");

    private final Attributes attributes;
    private final List<Finding> findings;

    InputReader(Attributes attributes, List<Finding> findings) {
        this.attributes = attributes;
        this.findings = findings;
    }

    /** The input of this name; empty if something is wrong. */
    Optional<Graph.Input> read(String name) {
        int before = findings.size();
        Optional<Layout> layout = attributes.constant("layout", Layout.class);
        Optional<Integer> channels = positive("channels");
        List<Integer> sizes = new ArrayList<>();
        SIZES.stream()
                .filter(attributes::isGiven)
                .forEach(size -> positive(size).ifPresent(sizes::add));
        boolean isLong = attributes.isGiven("length");
        boolean isHigh = attributes.isGiven("height");
        boolean isWide = attributes.isGiven("width");
        if (isLong && (isHigh || isWide)) {
            findings.add(Finding.of(Message.LENGTH_AND_AREA, "length", isHigh ? "height" : "width"));
        } else if (isHigh != isWide) {
            String given = isHigh ? "height" : "width";
            findings.add(Finding.of(
                    Message.INPUT_HALF_SIZED,
                    given,
                    given,
                    attributes.integer(given).orElse(0),
                    isHigh ? "width" : "height"));
        }
        if (findings.size() > before || channels.isEmpty() || layout.isEmpty()) {
            return Optional.empty();
        }
        BigInteger elements = sizes.stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.valueOf(channels.get()), BigInteger::multiply);
        if (elements.bitLength() >= Integer.SIZE) {
            findings.add(Finding.of(
                    Message.TOO_LARGE,
                    "channels",
                    "input",
                    channels.get() + " × " + sizes,
                    Words.grouped(elements),
                    Words.grouped(Integer.MAX_VALUE),
                    "it"));
            return Optional.empty();
        }
        return Optional.of(new Graph.Input(name, new Shape(channels.get(), sizes), layout.get()));
    }

    private Optional<Integer> positive(String name) {
        Optional<Integer> value = attributes.integer(name);
        if (value.isPresent() && value.get() < 1) {
            findings.add(Finding.of(Message.NOT_POSITIVE, name, name, value.get(), "it"));
            return Optional.empty();
        }
        return value;
    }

    /** The node that normalises an input; empty where nothing is to be done, or something is wrong. */
    Optional<Node> normalization(Graph.Input input, String name) {
        if (!attributes.isGiven("mean") && !attributes.isGiven("std")) {
            return Optional.empty();
        }
        int channels = input.shape().channels();
        Optional<float[]> mean = perChannel("mean", channels, 0f);
        Optional<float[]> std = perChannel("std", channels, 1f);
        if (std.isPresent()) {
            for (float value : std.get()) {
                if (!(value > 0f)) {
                    findings.add(Finding.of(Message.NOT_ABOVE_ZERO, "std", "std", value));
                    return Optional.empty();
                }
            }
        }
        return mean.flatMap(means -> std.map(stds -> new Node(
                name, new Scale(Activation.NONE), List.of(input.name()), new ScaleSource.Normalization(means, stds))));
    }

    private Optional<float[]> perChannel(String name, int channels, float standard) {
        float[] values = attributes.numbers(name).orElseGet(() -> new float[0]);
        float[] result = new float[channels];
        if (values.length > 1 && values.length != channels) {
            findings.add(Finding.of(Message.PER_CHANNEL, name, name, Words.count(values.length, "number"), channels));
            return Optional.empty();
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                findings.add(Finding.of(Message.BAD_NUMBER, name, name, value));
                return Optional.empty();
            }
        }
        Arrays.fill(result, values.length == 0 ? standard : values[0]);
        if (values.length == channels) {
            System.arraycopy(values, 0, result, 0, channels);
        }
        return Optional.of(result);
    }
}
