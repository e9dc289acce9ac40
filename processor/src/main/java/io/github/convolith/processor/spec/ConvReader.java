package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.plan.Algorithm;
import io.github.convolith.processor.plan.ConvProblem;
import io.github.convolith.processor.plan.Unrolling;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the attributes of a convolution layer, and finds what is wrong with them. */
final class ConvReader {
    /** How the annotation spells padding; ours is the sealed type of the graph. */
    private enum PaddingName {
        VALID,
        SAME,
        SAME_LOWER,
        FULL,
        CAUSAL
    }

    private enum OperationName {
        CORRELATION,
        CONVOLUTION
    }

    /** The longest axis, padding included: index arithmetic on it stays within an int with room to spare. */
    private static final long LONGEST_AXIS = 1 << 30;

    /** Kernel values that may be written into one class as constants. */
    private static final int MOST_CONSTANTS = 4_000;

    private final Attributes attributes;
    private final List<String> axes;
    private final List<Finding> findings;

    /**
     * @param axes the names of the size attributes, outermost first
     * @param findings receives what is wrong
     */
    ConvReader(Attributes attributes, List<String> axes, List<Finding> findings) {
        this.attributes = attributes;
        this.axes = axes;
        this.findings = findings;
    }

    /** The spec, if nothing is wrong with it. */
    Optional<LayerSpec> read() {
        Activation activation = activation();
        List<Integer> kernel = perAxis("kernel");
        List<Integer> stride = perAxis("stride");
        List<Integer> dilation = perAxis("dilation");
        channels();
        List<Padding> padding = padding(kernel, dilation);
        Optional<Shape> input = input();
        BiasRule bias = attributes.constant("bias", BiasRule.class);
        boolean flipped = attributes.constant("operation", OperationName.class) == OperationName.CONVOLUTION;
        Unrolling unrolling = attributes.constant("unroll", Unrolling.class);
        Algorithm algorithm = attributes.constant("algorithm", Algorithm.class);
        if (!findings.isEmpty() || attributes.isUnreadable()) {
            return Optional.empty();
        }
        List<Window> windows = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            windows.add(new Window(kernel.get(axis), stride.get(axis), dilation.get(axis), padding.get(axis)));
        }
        Conv conv = new Conv(
                attributes.integer("in"),
                attributes.integer("out"),
                attributes.integer("groups"),
                windows,
                flipped,
                bias,
                activation,
                Optional.empty());
        if (!fits(conv, input)) {
            return Optional.empty();
        }
        Optional<Conv> complete = withConstants(conv);
        return complete.map(
                whole -> new LayerSpec(new ConvProblem(whole, input), unrolling, algorithm, attributes.text()));
    }

    // Channels and axes.

    private void channels() {
        boolean in = positive("in");
        boolean out = positive("out");
        boolean groups = positive("groups");
        if (in && out && groups && divides("in")) {
            divides("out");
        }
    }

    private boolean positive(String name) {
        if (name.equals("in") && !attributes.isGiven(name)) {
            report(Finding.onElement(Message.MISSING_ATTRIBUTE, name, name));
            return false;
        }
        int value = attributes.integer(name);
        if (value < 1) {
            report(Finding.of(Message.NOT_POSITIVE, name, name, value));
        }
        return value >= 1;
    }

    private boolean divides(String name) {
        int groups = attributes.integer("groups");
        int channels = attributes.integer(name);
        if (channels % groups == 0) {
            return true;
        }
        String hint = name.equals("out") && groups == attributes.integer("in")
                ? "; a depthwise layer has a multiple of in as out"
                : "";
        report(Finding.of(Message.GROUPS_DO_NOT_DIVIDE, "groups", groups, name, channels, hint));
        return false;
    }

    /** The numbers of an attribute that has one per axis, or one for all. */
    private List<Integer> perAxis(String name) {
        List<Integer> values = attributes.integers(name);
        if (values.size() != 1 && values.size() != axes.size()) {
            if (!attributes.isUnreadable()) {
                report(Finding.of(
                        Message.AXIS_COUNT, name, name, list(values), values.size(), axes.size(), axisCounts("")));
            }
            return List.of();
        }
        for (int value : values) {
            if (value < 1) {
                report(Finding.of(Message.NOT_POSITIVE, name, name, list(values)));
                return List.of();
            }
        }
        return values.size() == axes.size()
                ? values
                : axes.stream().map(axis -> values.get(0)).toList();
    }

    private String axisCounts(String more) {
        return axes.size() == 1 ? "one number" + more : "one number, or two: " + String.join(", ", axes) + more;
    }

    private static String list(List<Integer> values) {
        return values.size() == 1
                ? String.valueOf(values.get(0))
                : values.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }

    // Padding.

    private List<Padding> padding(List<Integer> kernel, List<Integer> dilation) {
        PaddingName name = attributes.constant("padding", PaddingName.class);
        if (attributes.isGiven("pad") && attributes.isGiven("padding")) {
            report(Finding.of(Message.PAD_WITH_PADDING, "pad", list(attributes.integers("pad")), name));
            return List.of();
        }
        if (attributes.isGiven("pad")) {
            return explicitPadding();
        }
        if (name == PaddingName.CAUSAL && axes.size() > 1) {
            report(Finding.of(Message.CAUSAL_IN_2D, "padding"));
            return List.of();
        }
        List<Padding> padding = new ArrayList<>();
        for (int axis = 0; axis < axes.size() && !kernel.isEmpty() && !dilation.isEmpty(); axis++) {
            long span = (long) dilation.get(axis) * (kernel.get(axis) - 1);
            if (span >= LONGEST_AXIS) {
                report(Finding.of(
                        Message.AXIS_TOO_LONG,
                        attributes.isGiven("dilation") ? "dilation" : "kernel",
                        "dilation = " + dilation.get(axis) + " with kernel = " + kernel.get(axis),
                        grouped(span + 1),
                        grouped(LONGEST_AXIS)));
                return List.of();
            }
            int reach = (int) span;
            padding.add(
                    switch (name) {
                        case VALID -> Padding.NONE;
                        case SAME -> new Padding.Same(true);
                        case SAME_LOWER -> new Padding.Same(false);
                        case FULL -> new Padding.Explicit(reach, reach);
                        case CAUSAL -> new Padding.Explicit(reach, 0);
                    });
        }
        return padding;
    }

    private List<Padding> explicitPadding() {
        List<Integer> pad = attributes.integers("pad");
        int rank = axes.size();
        if (pad.size() != 1 && pad.size() != rank && pad.size() != 2 * rank) {
            String counts = rank == 1
                    ? "one number, or two: begin, end"
                    : "one number, two (height, width) or four (top, left, bottom, right)";
            report(Finding.of(Message.PAD_COUNT, "pad", list(pad), pad.size(), rank, counts));
            return List.of();
        }
        for (int value : pad) {
            if (value < 0) {
                report(Finding.of(Message.PAD_NEGATIVE, "pad", list(pad), value));
                return List.of();
            }
            if (value >= LONGEST_AXIS) {
                report(Finding.of(
                        Message.AXIS_TOO_LONG, "pad", "pad = " + value, grouped(value), grouped(LONGEST_AXIS)));
                return List.of();
            }
        }
        List<Padding> padding = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            // One number serves all sides, one an axis both ends; ONNX lists all beginnings before all ends.
            int begin = pad.get(pad.size() == 1 ? 0 : axis);
            int end = pad.size() == 2 * rank ? pad.get(rank + axis) : begin;
            padding.add(new Padding.Explicit(begin, end));
        }
        return padding;
    }

    // Sizes.

    private Optional<Shape> input() {
        List<String> given = axes.stream().filter(attributes::isGiven).toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        int[] sizes = new int[axes.size()];
        for (String name : given) {
            int size = attributes.integer(name);
            sizes[axes.indexOf(name)] = size;
            if (size < 1) {
                report(Finding.of(Message.NOT_POSITIVE, name, name, size));
            }
        }
        if (given.size() < axes.size()) {
            String missing = axes.stream()
                    .filter(name -> !attributes.isGiven(name))
                    .findFirst()
                    .orElse("");
            String name = given.get(0);
            report(Finding.of(Message.ONE_SIZE_ONLY, name, name, attributes.integer(name), missing));
        }
        return Optional.of(Shape.of(Math.max(1, attributes.integer("in")), sizes));
    }

    private boolean fits(Conv conv, Optional<Shape> input) {
        BigInteger weights = BigInteger.valueOf(conv.out()).multiply(BigInteger.valueOf(conv.inPerGroup()));
        for (Window window : conv.windows()) {
            weights = weights.multiply(BigInteger.valueOf(window.kernel()));
        }
        if (!fitsArray(weights, "kernel", "the kernel of " + conv.out() + " × " + conv.inPerGroup() + " channels")) {
            return false;
        }
        return input.isEmpty() || fits(conv, input.get());
    }

    private boolean fits(Conv conv, Shape input) {
        if (!fitsArray(elements(input), axes.get(0), "the input " + input)) {
            return false;
        }
        for (int axis = 0; axis < axes.size(); axis++) {
            Window window = conv.windows().get(axis);
            int size = input.size(axis);
            String name = axes.get(axis);
            long padded = size + window.padBegin(size) + window.padEnd(size);
            if (padded > LONGEST_AXIS) {
                String attribute = attributes.isGiven("pad") ? "pad" : name;
                report(Finding.of(
                        Message.AXIS_TOO_LONG, attribute, name + " = " + size, grouped(padded), grouped(LONGEST_AXIS)));
                return false;
            }
            if (window.output(size) < 1) {
                report(Finding.of(
                        Message.KERNEL_TOO_LARGE,
                        "kernel",
                        window.kernel(),
                        window.dilation(),
                        window.span(),
                        name,
                        padded,
                        size,
                        window.padBegin(size),
                        window.padEnd(size),
                        name,
                        window.smallestInput()));
                return false;
            }
        }
        Shape output = conv.output(input);
        return fitsArray(elements(output), "out", "the output " + output);
    }

    private static BigInteger elements(Shape shape) {
        BigInteger product = BigInteger.valueOf(shape.channels());
        for (int size : shape.sizes()) {
            product = product.multiply(BigInteger.valueOf(size));
        }
        return product;
    }

    private boolean fitsArray(BigInteger elements, String attribute, String what) {
        if (elements.bitLength() < Integer.SIZE) {
            return true;
        }
        report(Finding.of(
                Message.TOO_LARGE,
                attribute,
                what,
                String.format(Locale.ROOT, "%,d", elements),
                grouped(Integer.MAX_VALUE),
                attribute));
        return false;
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    // Activation and weights.

    private Activation activation() {
        Activation.Kind kind = attributes.constant("activation", Activation.Kind.class);
        float alpha = parameter("alpha", kind, kind.hasAlpha(), kind.defaultAlpha());
        float beta = parameter("beta", kind, kind.hasBeta(), kind.defaultBeta());
        if (kind == Activation.Kind.CELU && alpha <= 0f) {
            report(Finding.of(Message.BAD_PARAMETER, "alpha", "alpha", alpha, kind, "it has to be above 0"));
        }
        return new Activation(kind, alpha, beta);
    }

    private float parameter(String name, Activation.Kind kind, boolean has, float value) {
        if (!attributes.isGiven(name)) {
            return value;
        }
        float given = attributes.number(name);
        if (!has) {
            report(Finding.of(Message.NO_SUCH_PARAMETER, name, name, given, kind, name));
        } else if (!Float.isFinite(given)) {
            report(Finding.of(Message.BAD_PARAMETER, name, name, given, kind, "give a finite number"));
        }
        return given;
    }

    private Optional<Conv> withConstants(Conv conv) {
        boolean given = attributes.isGiven("weights");
        if (!given && attributes.isGiven("biases")) {
            report(Finding.of(Message.BIASES_WITHOUT_WEIGHTS, "biases"));
        }
        if (conv.bias() == BiasRule.NONE && attributes.isGiven("biases")) {
            report(Finding.of(Message.BIASES_WITHOUT_BIAS, "biases"));
        }
        if (!given || !findings.isEmpty()) {
            return findings.isEmpty() ? Optional.of(conv) : Optional.empty();
        }
        float[] kernel = attributes.numbers("weights");
        float[] biases = attributes.numbers("biases");
        if (kernel.length != conv.weights()) {
            String taps = conv.windows().stream()
                    .map(window -> String.valueOf(window.kernel()))
                    .collect(Collectors.joining(" × "));
            report(Finding.of(
                    Message.WEIGHT_COUNT,
                    "weights",
                    kernel.length,
                    conv.out(),
                    conv.inPerGroup(),
                    taps,
                    conv.weights()));
        } else if (kernel.length > MOST_CONSTANTS) {
            report(Finding.of(Message.TOO_MANY_CONSTANTS, "weights", kernel.length, MOST_CONSTANTS));
        }
        int pairs = conv.out() * conv.inPerGroup();
        if (attributes.isGiven("biases") && biases.length != conv.out() && biases.length != pairs) {
            report(Finding.of(Message.BIAS_COUNT, "biases", biases.length, conv.out(), pairs));
        }
        finite("weights", kernel);
        finite("biases", biases);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        float[] stored = conv.flipped() ? flipped(kernel, Math.toIntExact(conv.taps())) : kernel;
        Constants constants = new Constants(stored, bias(conv, biases));
        return Optional.of(new Conv(
                conv.in(),
                conv.out(),
                conv.groups(),
                conv.windows(),
                conv.flipped(),
                conv.bias(),
                conv.activation(),
                Optional.of(constants)));
    }

    private void finite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                report(Finding.of(Message.WEIGHT_NOT_FINITE, name, name, i, values[i]));
                return;
            }
        }
    }

    /** Reverses every run of so many taps: on all axes at once, that flips the kernel. */
    private static float[] flipped(float[] kernel, int taps) {
        float[] result = new float[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            int first = i / taps * taps;
            result[i] = kernel[first + taps - 1 - (i - first)];
        }
        return result;
    }

    /** One value per output, to be added: pairs summed over their input channels, a threshold negated. */
    private static float[] bias(Conv conv, float[] given) {
        float[] bias = new float[conv.out()];
        int each = given.length / conv.out();
        for (int o = 0; o < bias.length; o++) {
            double sum = 0;
            for (int i = 0; i < each; i++) {
                sum += given[o * each + i];
            }
            bias[o] = (float) (conv.bias() == BiasRule.SUBTRACT ? -sum : sum);
        }
        return bias;
    }

    private void report(Finding finding) {
        findings.add(finding);
    }
}
