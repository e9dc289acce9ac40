package io.github.convolith.processor.diagnostics;

import static io.github.convolith.processor.diagnostics.Mistake.in;
import static io.github.convolith.processor.diagnostics.Mistake.in1dLayer;
import static io.github.convolith.processor.diagnostics.Mistake.inLayer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The mistakes that users make, and the dialogue that follows. */
final class Mistakes {
    private Mistakes() {}

    static List<Mistake> all() {
        return Stream.of(
                        numbers(),
                        padding(),
                        sizes(),
                        activations(),
                        constants(),
                        requests(),
                        elements(),
                        names(),
                        NetworkMistakes.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mistake> numbers() {
        return List.of(
                inLayer("in = »0, out = 8, kernel = 3", "[NOT_POSITIVE] in = 0; it must be at least 1"),
                inLayer("in = 3, out = »-8, kernel = 3", "[NOT_POSITIVE] out = -8; it must be at least 1"),
                inLayer("in = 3, out = 8, kernel = »0", "[NOT_POSITIVE] kernel = 0; it must be at least 1"),
                inLayer(
                        "in = 3, out = 8, kernel = »{3, -1}",
                        "[NOT_POSITIVE] kernel = {3, -1}; every number must be at least 1"),
                in1dLayer("in = 3, out = 8, kernel = »0", "[NOT_POSITIVE] kernel = 0; it must be at least 1"),
                inLayer("in = 3, out = 8, kernel = 3, stride = »0", "[NOT_POSITIVE] stride = 0; it must be at least 1"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, dilation = »-2",
                        "[NOT_POSITIVE] dilation = -2; it must be at least 1"),
                inLayer("in = 3, out = 8, kernel = 3, groups = »0", "[NOT_POSITIVE] groups = 0; it must be at least 1"),
                inLayer("»@(out = 8, kernel = 3", "[MISSING_ATTRIBUTE] in is missing; give it a value: `in = 3`"),
                in1dLayer("»@(out = 8, kernel = 3", "[MISSING_ATTRIBUTE] in is missing; give it a value: `in = 3`"),
                inLayer(
                        "in = 3, out = 8, kernel = »{3, 3, 3}",
                        "[AXIS_COUNT] kernel = {3, 3, 3} has 3 numbers;"
                                + " a 2-D layer takes one number, or two: height, width"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, stride = »{}",
                        "[AXIS_COUNT] stride = {} has 0 numbers;"
                                + " a 2-D layer takes one number, or two: height, width"),
                inLayer(
                        "in = 4, out = 6, kernel = 3, groups = »3",
                        "[GROUPS_DO_NOT_DIVIDE] groups = 3 does not divide both in = 4 and out = 6;"
                                + " use groups = 1 or 2"),
                inLayer(
                        "in = 4, out = 6, kernel = 3, groups = »4",
                        "[GROUPS_DO_NOT_DIVIDE] groups = 4 does not divide both in = 4 and out = 6;"
                                + " use groups = 1 or 2; a depthwise layer has a multiple of in as out"),
                inLayer(
                        "in = 720, out = 720, kernel = 3, groups = »7",
                        "[GROUPS_DO_NOT_DIVIDE] groups = 7 does not divide both in = 720 and out = 720;"
                                + " use groups = 1, 2, 3, 4, 5, 6, 8, … or 720"),
                // Everything that is wrong is said at once.
                inLayer(
                        "in = »0, out = »0, kernel = »0, stride = »0, dilation = »0, groups = »0, padding = »CAUSAL,"
                                + " alpha = »1, height = »0, biases = »1f",
                        "[NOT_POSITIVE] in = 0; it must be at least 1",
                        "[NOT_POSITIVE] out = 0; it must be at least 1",
                        "[NOT_POSITIVE] kernel = 0; it must be at least 1",
                        "[NOT_POSITIVE] stride = 0; it must be at least 1",
                        "[NOT_POSITIVE] dilation = 0; it must be at least 1",
                        "[NOT_POSITIVE] groups = 0; it must be at least 1",
                        "[CAUSAL_IN_2D] padding = CAUSAL has a meaning on one axis only;"
                                + " use @Conv1dLayer, or pad = {top, left, bottom, right}",
                        "[NO_SUCH_PARAMETER] alpha = 1.0, but activation = NONE has no parameter alpha; remove it",
                        "[SIZE_NOT_POSITIVE] height = 0; it must be at least 1,"
                                + " or leave out height and width to pass them to link",
                        "[BIASES_WITHOUT_WEIGHTS] biases is given without weights; give both, or pass both to link"));
    }

    private static List<Mistake> padding() {
        String counts = "a 2-D layer takes one number, two (height, width) or four (top, left, bottom, right)";
        return List.of(
                inLayer(
                        "in = 3, out = 8, kernel = 3, padding = SAME, pad = »1",
                        "[PAD_WITH_PADDING] pad = 1 and padding = SAME both say how much padding there is;"
                                + " remove one of them"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, padding = VALID, pad = »{1, 2}",
                        "[PAD_WITH_PADDING] pad = {1, 2} and padding = VALID both say how much padding there is;"
                                + " remove one of them"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, pad = »{1, 2, 3}",
                        "[AXIS_COUNT] pad = {1, 2, 3} has 3 numbers; " + counts),
                inLayer("in = 3, out = 8, kernel = 3, pad = »{}", "[AXIS_COUNT] pad = {} has 0 numbers; " + counts),
                in1dLayer(
                        "in = 3, out = 8, kernel = 3, pad = »{1, 2, 3, 4}",
                        "[AXIS_COUNT] pad = {1, 2, 3, 4} has 4 numbers;"
                                + " a 1-D layer takes one number, or two: begin, end"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, pad = »-1",
                        "[PAD_NEGATIVE] pad = -1; padding adds zeros, so no number may be negative"),
                in1dLayer(
                        "in = 3, out = 8, kernel = 3, pad = »{0, -1}",
                        "[PAD_NEGATIVE] pad = {0, -1}; padding adds zeros, so no number may be negative"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, padding = »CAUSAL",
                        "[CAUSAL_IN_2D] padding = CAUSAL has a meaning on one axis only;"
                                + " use @Conv1dLayer, or pad = {top, left, bottom, right}"));
    }

    private static List<Mistake> sizes() {
        return List.of(
                inLayer(
                        "in = 3, out = 8, kernel = 3, height = »0, width = 32",
                        "[SIZE_NOT_POSITIVE] height = 0; it must be at least 1,"
                                + " or leave out height and width to pass them to link"),
                in1dLayer(
                        "in = 3, out = 8, kernel = 3, length = »-5",
                        "[SIZE_NOT_POSITIVE] length = -5; it must be at least 1,"
                                + " or leave out length to pass it to link"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, height = »32",
                        "[ONE_SIZE_ONLY] height = 32 is given without width;"
                                + " give both, or neither and pass them to link"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, width = »32",
                        "[ONE_SIZE_ONLY] width = 32 is given without height;"
                                + " give both, or neither and pass them to link"),
                inLayer(
                        "in = 3, out = 8, kernel = »3, height = 2, width = 32",
                        "[KERNEL_TOO_LARGE] kernel = 3 is larger than height = 2 without padding;"
                                + " use a smaller kernel, more padding or height = 3 or more"),
                inLayer(
                        "in = 3, out = 8, kernel = »»{5, 7}, dilation = {1, 2}, pad = {1, 0, 2, 1}, height = 1, width = 8",
                        "[KERNEL_TOO_LARGE] kernel = 5 is larger than height = 1 with padding of 1 and 2;"
                                + " use a smaller kernel, more padding or height = 2 or more",
                        "[KERNEL_TOO_LARGE] kernel = 7 with dilation = 2 spans 13 elements and is larger than"
                                + " width = 8 with padding of 0 and 1;"
                                + " use a smaller kernel, more padding or width = 12 or more"),
                in1dLayer(
                        "in = 3, out = 8, kernel = »9, length = 8",
                        "[KERNEL_TOO_LARGE] kernel = 9 is larger than length = 8 without padding;"
                                + " use a smaller kernel, more padding or length = 9 or more"),
                in1dLayer(
                        "in = 1, out = 1, kernel = 3, length = »2147483647",
                        "[TOO_LONG] length = 2147483647; an axis has at most 1,073,741,824 elements,"
                                + " so make it smaller"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, stride = »{1, 2147483647}",
                        "[TOO_FAR] stride = {1, 2147483647} reaches over 2,147,483,647 elements,"
                                + " where 16,777,216 are the limit; make it smaller"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, pad = »1073741824",
                        "[TOO_FAR] pad = 1073741824 reaches over 1,073,741,824 elements,"
                                + " where 16,777,216 are the limit; make it smaller"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, dilation = »2147483647, padding = SAME",
                        "[TOO_FAR] kernel = 3 with dilation = 2147483647 reaches over 4,294,967,294 elements,"
                                + " where 16,777,216 are the limit; make it smaller"),
                in1dLayer(
                        "in = 3, out = 8, kernel = »2147483647",
                        "[TOO_FAR] kernel = 2147483647 reaches over 2,147,483,646 elements,"
                                + " where 16,777,216 are the limit; make it smaller"),
                inLayer(
                        "in = 3, out = 8, kernel = »16777217",
                        "[TOO_LARGE] the kernel of 8 × 3 × 281475010265089 has 6,755,400,246,362,136 elements,"
                                + " more than the 2,147,483,647 a Java array can hold; make out, in or kernel smaller"),
                inLayer(
                        "in = 65536, out = »262144, kernel = 1",
                        "[TOO_LARGE] the kernel of 262144 × 65536 × 1 has 17,179,869,184 elements,"
                                + " more than the 2,147,483,647 a Java array can hold; make out or in smaller"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, height = 32768, width = »65536",
                        "[TOO_LARGE] the input of 3 × 32768 × 65536 has 6,442,450,944 elements,"
                                + " more than the 2,147,483,647 a Java array can hold; make in, height or width smaller"),
                inLayer(
                        "in = 1, out = »65536, kernel = 1, height = 256, width = 128",
                        "[TOO_LARGE] the output of 65536 × 256 × 128 has 2,147,483,648 elements,"
                                + " more than the 2,147,483,647 a Java array can hold; make out, height or width smaller"),
                inLayer(
                        "in = 1, out = 8, kernel = 1, pad = »20000, height = 32, width = 32",
                        "[TOO_LARGE] the output of 8 × 1602561024 has 12,820,488,192 elements,"
                                + " more than the 2,147,483,647 a Java array can hold; make out or pad smaller"),
                inLayer(
                        "in = 1, out = 8, kernel = 1, pad = »20000",
                        "[TOO_LARGE] the output of 8 × 1600080001 has 12,800,640,008 elements,"
                                + " more than the 2,147,483,647 a Java array can hold; make out or pad smaller"));
    }

    private static List<Mistake> activations() {
        return List.of(
                inLayer(
                        "in = 3, out = 8, kernel = 3, alpha = »0.1f",
                        "[NO_SUCH_PARAMETER] alpha = 0.1, but activation = NONE has no parameter alpha; remove it"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, activation = RELU, alpha = »0.1f",
                        "[NO_SUCH_PARAMETER] alpha = 0.1, but activation = RELU has no parameter alpha; remove it;"
                                + " did you mean activation = LEAKY_RELU or THRESHOLDED_RELU?"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, activation = SIGMOID, alpha = »0.2f, beta = »0.5f",
                        "[NO_SUCH_PARAMETER] alpha = 0.2, but activation = SIGMOID has no parameter alpha; remove it;"
                                + " did you mean activation = HARD_SIGMOID?",
                        "[NO_SUCH_PARAMETER] beta = 0.5, but activation = SIGMOID has no parameter beta; remove it;"
                                + " did you mean activation = HARD_SIGMOID?"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, activation = ELU, beta = »1",
                        "[NO_SUCH_PARAMETER] beta = 1.0, but activation = ELU has no parameter beta; remove it"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, activation = LEAKY_RELU, alpha = »Float.NaN",
                        "[BAD_PARAMETER] alpha = NaN is not usable with activation = LEAKY_RELU;"
                                + " give a finite number"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, activation = HARD_SIGMOID, beta = »1f / 0",
                        "[BAD_PARAMETER] beta = Infinity is not usable with activation = HARD_SIGMOID;"
                                + " give a finite number"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, activation = CELU, alpha = »0",
                        "[BAD_PARAMETER] alpha = 0.0 is not usable with activation = CELU; it has to be above 0"));
    }

    private static List<Mistake> constants() {
        String many = IntStream.range(0, 4096).mapToObj(i -> "1").collect(Collectors.joining(", "));
        return List.of(
                inLayer(
                        "in = 1, out = 2, kernel = {1, 3}, weights = »{1, 2, 3}",
                        "[WEIGHT_COUNT] weights has 3 values instead of 6;"
                                + " they are out × in × kernel height × kernel width = 2 × 1 × 1 × 3"),
                in1dLayer(
                        "in = 4, out = 4, kernel = 3, groups = 2, weights = »1",
                        "[WEIGHT_COUNT] weights has 1 value instead of 24; they are out × in/groups × kernel = 4 × 2 × 3"),
                inLayer(
                        "in = 1, out = 2, kernel = 1, weights = {1, 2}, biases = »{1, 2, 3}",
                        "[BIAS_COUNT] biases has 3 values; give 2, one per output"),
                inLayer(
                        "in = 2, out = 2, kernel = 1, weights = {1, 2, 3, 4}, biases = »1",
                        "[BIAS_COUNT] biases has 1 value;"
                                + " give 2, one per output, or 4, one per output and input channel"),
                inLayer(
                        "in = 1, out = 2, kernel = 1, biases = »{1, 2}",
                        "[BIASES_WITHOUT_WEIGHTS] biases is given without weights; give both, or pass both to link"),
                inLayer(
                        "in = 1, out = 2, kernel = 1, bias = Bias.NONE, weights = {1, 2}, biases = »{1, 2}",
                        "[BIASES_WITHOUT_BIAS] biases is given, but bias = NONE; remove one of them"),
                inLayer(
                        "in = 1, out = 2, kernel = 1, bias = Bias.NONE, biases = »{1, 2}",
                        "[BIASES_WITHOUT_BIAS] biases is given, but bias = NONE; remove one of them"),
                inLayer(
                        "in = 1, out = 2, kernel = 1, weights = »{1, Float.NaN}, biases = »{1f / 0, 2}",
                        "[WEIGHT_NOT_FINITE] weights[1] = NaN; give a finite number",
                        "[WEIGHT_NOT_FINITE] biases[0] = Infinity; give a finite number"),
                inLayer(
                        "in = 64, out = 64, kernel = 1, weights = »{" + many + "}",
                        "[TOO_MANY_CONSTANTS] weights has 4,096 values; more than 4,000 do not fit into one class:"
                                + " remove weights and pass them to link"));
    }

    private static List<Mistake> requests() {
        String needs = "[WINOGRAD_UNFIT] algorithm = WINOGRAD needs a 2-D layer with kernel = 3, stride = 1,"
                + " dilation = 1; here %s; use algorithm = AUTO";
        return List.of(
                inLayer("in = 3, out = 8, kernel = 5, algorithm = »WINOGRAD", needs.formatted("kernel = 5")),
                inLayer(
                        "in = 3, out = 8, kernel = 3, stride = {1, 2}, algorithm = »WINOGRAD",
                        needs.formatted("stride = 2")),
                inLayer(
                        "in = 3, out = 8, kernel = 3, dilation = 2, algorithm = »WINOGRAD",
                        needs.formatted("dilation = 2")),
                in1dLayer("in = 3, out = 8, kernel = 3, algorithm = »WINOGRAD", needs.formatted("it is 1-D")),
                inLayer(
                        "in = 3, out = 8, kernel = 3, algorithm = »POLYPHASE",
                        "[POLYPHASE_UNFIT] algorithm = POLYPHASE splits a stride into phases, but stride = 1 has only"
                                + " one; use algorithm = AUTO"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, unroll = »TAPS, algorithm = WINOGRAD",
                        "[UNROLL_WITH_ALGORITHM] unroll = TAPS is a form of the direct algorithm and contradicts"
                                + " algorithm = WINOGRAD; remove one of them"),
                inLayer(
                        "in = 3, out = 8, kernel = 3, unroll = »Unroll.FULL",
                        "[FULL_NEEDS_SIZE] unroll = FULL needs the size at compile time;"
                                + " give height and width, or use unroll = TAPS"),
                in1dLayer(
                        "in = 3, out = 8, kernel = 3, unroll = »Unroll.FULL",
                        "[FULL_NEEDS_SIZE] unroll = FULL needs the size at compile time;"
                                + " give length, or use unroll = TAPS"),
                inLayer(
                        "in = 16, out = 16, kernel = 3, height = 30, width = 30, unroll = »Unroll.FULL",
                        "[UNROLL_TOO_LARGE] unroll = FULL would write out 1,806,336 multiply-adds and 12,544 outputs,"
                                + " about 18.7 MB of bytecode; the limit is 1.0 MB: use unroll = TAPS"),
                inLayer(
                        "in = 128, out = 128, kernel = 3, unroll = »TAPS",
                        "[UNROLL_TOO_LARGE] unroll = TAPS would write out 147,456 multiply-adds and 128 outputs, about"
                                + " 2.6 MB of bytecode; the limit is 1.0 MB: use unroll = NONE"),
                inLayer(
                        "in = 1, out = 1, kernel = 3, stride = 100, height = 30000, width = 30000, pad = 30000,"
                                + " unroll = »TAPS",
                        "[WORKSPACE_TOO_LARGE] unroll = TAPS would need working memory for 8,082,549,409 numbers a"
                                + " session; the limit is 67,108,864: use unroll = NONE"),
                // What the planner has to say does not wait until the rest is right.
                inLayer(
                        "in = 3, out = 8, kernel = 3, alpha = »1, algorithm = »POLYPHASE",
                        "[NO_SUCH_PARAMETER] alpha = 1.0, but activation = NONE has no parameter alpha; remove it",
                        "[POLYPHASE_UNFIT] algorithm = POLYPHASE splits a stride into phases, but stride = 1 has only"
                                + " one; use algorithm = AUTO"));
    }

    private static List<Mistake> elements() {
        String layer = "@ConvLayer(in = 3, out = 8, kernel = 3)\n";
        String open = "64, 64, weights";
        return List.of(
                in(
                        layer + "final »class Stem {}",
                        open,
                        "[NOT_AN_INTERFACE] @ConvLayer stands on the class Stem;"
                                + " a spec is an interface: write `interface Stem {}`"),
                in(
                        layer + "»enum Stem {}",
                        open,
                        "[NOT_AN_INTERFACE] @ConvLayer stands on the enum Stem;"
                                + " a spec is an interface: write `interface Stem {}`"),
                in(
                        layer + "»record Stem() {}",
                        open,
                        "[NOT_AN_INTERFACE] @ConvLayer stands on the record Stem;"
                                + " a spec is an interface: write `interface Stem {}`"),
                in(
                        layer + "@»interface Stem {}",
                        open,
                        "[NOT_AN_INTERFACE] @ConvLayer stands on the annotation type Stem;"
                                + " a spec is an interface: write `interface Stem {}`"),
                in(
                        layer + "»interface Stem<K, V extends Number> {}",
                        open,
                        "[GENERIC_SPEC] Stem has type parameters, but a layer has none; remove <K, V>"),
                in(
                        "interface Runs { void run(); }\n" + layer + "»interface Stem extends Runs {}",
                        open,
                        "[SPEC_WITH_METHODS] Stem declares or inherits the method run;"
                                + " the spec of a single layer is an empty interface"),
                in(
                        "class Outer {\n" + layer + "private »interface Stem {}\n}",
                        List.of("Outer_StemLayer"),
                        "[PRIVATE_SPEC] Stem is private, but the layer of Stem cannot be, as it is a class of its own;"
                                + " remove `private`"),
                in(
                        "class Outer {\nprivate static class Middle {\n" + layer + "»interface Stem {}\n}\n}",
                        List.of("Outer_Middle_StemLayer"),
                        "[PRIVATE_SPEC] Middle is private, but the layer of Stem cannot be, as it is a class of its own;"
                                + " remove `private`"),
                in(
                        layer + "@Conv1dLayer(in = 3, out = 8, kernel = 3)\n»interface Stem {}",
                        open,
                        "[TWO_LAYERS] Stem carries both @ConvLayer and @Conv1dLayer, which would both generate"
                                + " StemLayer; keep one, or use two interfaces"),
                in(
                        "@Conv1dLayer(in = 3, out = 8, kernel = 3)\n" + layer + "»»interface Stem<T> {}",
                        "64, weights",
                        "[TWO_LAYERS] Stem carries both @Conv1dLayer and @ConvLayer, which would both generate"
                                + " StemLayer; keep one, or use two interfaces",
                        "[GENERIC_SPEC] Stem has type parameters, but a layer has none; remove <T>"));
    }

    private static List<Mistake> names() {
        String layer = "@ConvLayer(in = 3, out = 8, kernel = 3)\n";
        return List.of(
                in(
                        layer + "»interface Stem {}\nclass StemLayer {}",
                        List.of(),
                        "[NAME_TAKEN] p.StemLayer would be generated for Stem, but a type of that name exists already;"
                                + " rename either"),
                in(
                        layer + "»interface Outer_Stem {}\nclass Outer {\n" + layer + "interface Stem {}\n}",
                        List.of("Outer_StemLayer"),
                        "[NAME_TWICE] both Outer.Stem and Outer_Stem would generate p.Outer_StemLayer;"
                                + " rename one of them"),
                in(
                        layer + "»interface Conv {}\n" + layer + "interface Stem {}",
                        "64, 64, weights",
                        "[NAME_HIDES_ANNOTATION] Conv would generate ConvLayer, which hides the annotation @ConvLayer"
                                + " from its whole package; rename Conv"),
                in(
                        "@Conv1dLayer(in = 3, out = 8, kernel = 3)\n»interface Conv1d {}",
                        List.of(),
                        "[NAME_HIDES_ANNOTATION] Conv1d would generate Conv1dLayer, which hides the annotation"
                                + " @Conv1dLayer from its whole package; rename Conv1d"));
    }

    /** What the compiler itself refuses, so that nothing is to be added. */
    static List<Mistake> ofTheLanguage() {
        return List.of(
                inLayer("in = 3, out = 8, kernel = »NOSUCH"),
                inLayer("in = »NOSUCH, out = 8, kernel = 3"),
                inLayer("in = 3, out = 8, kernel = {3, »NOSUCH}"),
                inLayer("in = 3, out = 8, kernel = 3, groups = »\"2\""),
                inLayer("in = 3, out = 8, kernel = »3.5"),
                inLayer("in = 3, out = 8, kernel = 3, pad = {0, »NOSUCH}"),
                inLayer("in = 3, out = 8, kernel = 3, pad = »one()"),
                inLayer("in = 3, out = 8, kernel = 3, padding = »MIRROR"),
                inLayer("in = 3, out = 8, kernel = 3, padding = »null"),
                inLayer("in = 3, out = 8, kernel = 3, activation = »VALID"),
                inLayer("in = 3, out = 8, kernel = 3, alpha = »NOSUCH"),
                inLayer("in = 3, out = 8, kernel = 3, height = »NOSUCH, width = 32"),
                inLayer("in = 3, out = 8, kernel = 3, height = 32, width = »NOSUCH, algorithm = WINOGRAD"),
                inLayer("in = 3, out = 8, kernel = 3, weights = {1, »NOSUCH}"),
                inLayer("in = 3, out = 8, kernel = 3, padding = Padding.»MIRROR"),
                inLayer("in = 3, out = 8, kernel = 3, bias = Bias.»MAYBE"),
                inLayer("in = 3, out = 8, kernel = 3, unroll = »NOSUCH"),
                inLayer("in = 3, out = 8, kernel = 3, »kernels = 3"),
                inLayer("»@(in = 3, kernel = 3"),
                inLayer("»@(in = 3, out = 8"),
                in1dLayer("in = 3, out = 8, kernel = »{3, 3}"),
                in("@Conv1dLayer(in = 3, out = 8, kernel = 3, »height = 3) interface Stem {}", "64, weights"),
                // ECJ lists no values at all where one is of the wrong type.
                in("@ConvLayer(in = 3, out = 8, kernel = 3, alpha = »\"1\") interface Stem {}", "64, 64, weights"));
    }
}
