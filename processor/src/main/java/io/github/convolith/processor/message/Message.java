package io.github.convolith.processor.message;

import java.util.Locale;

/**
 * Every sentence the processor can say. The name of a constant is its stable id and a heading of the documentation;
 * each text names the attribute, the value and the fix.
 */
public enum Message {
    // What may be annotated.
    NOT_AN_INTERFACE("@%s stands on the %s %s; a spec is an interface: write `interface %s {}`"),
    GENERIC_SPEC("%s has type parameters, but a layer has none; remove <%s>"),
    PRIVATE_SPEC("%s is private, but the layer of %s cannot be, as it is a class of its own; remove `private`"),
    SPEC_WITH_METHODS("%s declares or inherits the method %s; the spec of a single layer is an empty interface"),
    TWO_LAYERS("%s carries both @%s and @%s, which would both generate %s; keep one, or use two interfaces"),
    NAME_TAKEN("%s would be generated for %s, but a type of that name exists already; rename either"),
    NAME_TWICE("both %s and %s would generate %s; rename one of them"),
    NAME_HIDES_ANNOTATION("%s would generate %s, which hides the annotation @%s from its whole package; rename %s"),

    NOT_WRITTEN("%s could not be written: %s"),
    INTERNAL_ERROR("%s made the processor fail: %s; this is a bug of Convolith, please report it with the spec"),

    // Channels, kernels and axes.
    MISSING_ATTRIBUTE("%s is missing; give it a value: `%s = 3`"),
    NOT_POSITIVE("%s = %s; %s must be at least 1"),
    AXIS_COUNT("%s = %s has %s; a %d-D layer takes %s"),
    GROUPS_DO_NOT_DIVIDE("groups = %d does not divide both in = %d and out = %d; use groups = %s%s"),
    KERNEL_TOO_LARGE("kernel = %d%s is larger than %s = %d %s; use a smaller kernel, more padding or %s = %d or more"),
    TOO_FAR("%s reaches over %s elements, where %s are the limit; make it smaller"),

    // Padding.
    PAD_WITH_PADDING("pad = %s and padding = %s both say how much padding there is; remove one of them"),
    PAD_NEGATIVE("pad = %s; padding adds zeros, so no number may be negative"),
    CAUSAL_IN_2D(
            "padding = CAUSAL has a meaning on one axis only; use @Conv1dLayer, or pad = {top, left, bottom, right}"),

    // Sizes.
    SIZE_NOT_POSITIVE("%s = %d; it must be at least 1, or leave out %s to pass %s to link"),
    ONE_SIZE_ONLY("%s = %d is given without %s; give both, or neither and pass them to link"),
    TOO_LONG("%s = %d; an axis has at most %s elements, so make it smaller"),
    TOO_LARGE("the %s of %s has %s elements, more than the %s a Java array can hold; make %s smaller"),

    // Activation.
    NO_SUCH_PARAMETER("%s = %s, but activation = %s has no parameter %s; remove it%s"),
    BAD_PARAMETER("%s = %s is not usable with activation = %s; %s"),

    // Weights known at compile time.
    WEIGHT_COUNT("weights has %s instead of %s; they are out × %s × %s = %s"),
    BIAS_COUNT("biases has %s; give %s"),
    BIASES_WITHOUT_WEIGHTS("biases is given without weights; give both, or pass both to link"),
    BIASES_WITHOUT_BIAS("biases is given, but bias = NONE; remove one of them"),
    WEIGHT_NOT_FINITE("%s[%d] = %s; give a finite number"),
    TOO_MANY_CONSTANTS("weights has %s; more than %s do not fit into one class: remove weights and pass them to link"),

    // Networks.
    NO_LAYERS("%s has no layers; declare methods such as `@ConvLayer(out = 8, kernel = 3) void c1();`"),
    NO_INPUT("channels is missing; give @Network channels and sizes, or begin with methods that carry @InputLayer"),
    INPUT_TWICE("channels = %d, but there are methods with @InputLayer as well; remove one of them"),
    LENGTH_AND_AREA("length is given together with %s; give length for signals, or height and width for images"),
    INPUT_HALF_SIZED("%s = %d is given without %s; give both, or length, or none for a vector"),
    PER_CHANNEL("%s has %s; give one for all channels, or %d"),
    BAD_NUMBER("%s = %s; give a finite number"),
    NOT_ABOVE_ZERO("%s = %s; it must be above 0"),
    NOT_A_SHARE("value = %s; it must be from 0 to 1"),
    NO_LAYER("it has no layer annotation; give it one, such as @ConvLayer, or remove it"),
    TWO_LAYERS_A_METHOD("it carries both @%s and @%s; use two methods"),
    SAME_NAME("there is another layer or input of that name; rename one of them"),
    LAYER_SIGNATURE("a layer has neither parameters nor a result; write `void %s();`"),
    UNKNOWN_NAME("%s names %s, which there is not%s; there are %s"),
    FROM_LATER("from names %s, which comes further down or is this layer itself; layers run in source order"),
    FROM_COUNT("from names %s; the layer takes %s"),
    OUTPUT_TWICE("outputs names %s twice; name it once"),
    INPUT_IN_BLOCK("a block has a single input, which is called input; remove @InputLayer"),
    TIMES("times = %d; it must be from 1 to %d"),
    NOT_A_BLOCK("value = %s, which is no block; annotate it with @Block"),
    BLOCK_IN_ITSELF("value = %s, which this block is part of; a block cannot contain itself"),
    SHARED_BLOCK("of = %s, which is a block; share its layers one by one"),
    SHARED_MISFIT("its weights would be shared, but %s is of %s for the one and of %s for the other; share weights only"
            + " between activations with the same number of channels"),
    METHOD_OUTSIDE("@%s on a method makes a layer only in an interface that carries @Network or @Block"),
    UNUSED_LAYER("nothing reads its result; name it in a `from` or in outputs = {\"%s\", …}, or remove it"),
    UNUSED_INPUT("nothing reads it; remove it"),
    NOT_WHAT_GOES_IN("%s = %d, but %s gives %s; make it %d, or leave out %s"),
    WRONG_RANK("it takes an activation with %s, but %s is %s"),
    NO_SUCH_AXIS("%s = %d, but the axes of %s are 0 to %d"),
    STEP_ZERO("step = 0; it must be 1 or more, or negative to go backwards"),
    EMPTY_SLICE("begin = %d, with end %s and step = %d, takes no element of axis %d of %s; choose others"),
    PARTS_OR_SIZES("give either parts or sizes, to say how the axis is split"),
    SPLIT_SIZES("sizes = %s; they must be positive and add up to %d, the axis of %s"),
    SPLIT_PARTS("parts = %d; it must be from 1 to %d for the axis of %s"),
    SPLIT_UNEVEN("parts = %d do not come out of %d, the axis of %s: parts of %d elements make %d; give sizes"),
    SEVERAL_RESULTS("%s has several results; name one of them, such as %s.0"),
    PAD_VALUE("value = %s, but mode = %s repeats elements; remove value, or use mode = CONSTANT"),
    PAD_CHANNELS("channels = %s has %s; give one for both ends, or two: begin, end; none may be negative"),
    TRANSPOSED_PADDING(
            "padding = %s is not defined for a transposed convolution; use VALID, SAME, SAME_LOWER, or give pad"),
    OUTPUT_PADDING("outputPadding = %s; it must be at least 0, and 0 or less than stride = %d or dilation = %d"),
    RESIZE_TARGET("it says how large it becomes either by scale or by %s; here are given: %s"),
    SCALE_TOO_SMALL("scale = %s leaves nothing of %s = %d; make it larger"),
    OPTION_UNUSED("%s is given, but has no meaning with mode = %s; remove it, or use mode = %s"),
    NOT_AN_ORDER("order = %s; it has to name each axis from 0 to %d of %s once"),
    BAD_SHAPE("shape = %s; give one number per axis: at least 1, or 0 for what goes in there, or once -1 for the rest"),
    RESHAPE_MISFIT("shape = %s takes %s elements, and %s has %d; give another shape"),
    SHUFFLE_GROUPS("groups = %d does not divide the channels of %s; use groups = %s"),
    CONSTANT_SHAPE("shape = %s; give one number per axis, each at least 1"),
    CONSTANT_COUNT("values has %s, but a constant of %s takes %s, or one for all"),
    CONSTANT_TOO_LARGE("it has %s, more than the %s that are written into a class; remove values and store them as the"
            + " tensor %s"),
    MISFIT("%s"),
    POOLS_PADDING("kernel = %d on %s = %d with padding of %d and %d has a window that sees nothing but padding;"
            + " use less padding"),

    // The weights of a network.
    NO_WEIGHTS_FILE("weights = %s is not there; looked for %s; put it among the resources, or name their directory with"
            + " the compiler option -A%s"),
    BAD_WEIGHTS_FILE("weights = %s cannot be used: %s"),
    WEIGHTS_UNFIT("weights = %s does not fit the layers, %s:%s"),

    // Models of ONNX.
    MODEL_WITH_METHODS("%s declares or inherits the method %s; what stands for a model is an empty interface"),
    NO_MODEL_FILE("value = %s is not there; looked for %s; put it among the resources, or name their directory with the"
            + " compiler option -A%s"),
    BAD_MODEL("value = %s cannot be compiled: %s"),
    NAMED_NUMBERS("%s = \"%s\"; write a name, an equals sign and numbers of at least 1: \"%s\""),
    ONE_LAYOUT("layout = %s; give a single one"),
    SEVERAL_INPUTS("%s is for the only input of a model, and this one has %d; remove it"),

    // Algorithm and unrolling.
    UNROLL_WITH_ALGORITHM(
            "unroll = %s is a form of the direct algorithm and contradicts algorithm = %s; remove one of them"),
    WINOGRAD_UNFIT("algorithm = WINOGRAD needs a 2-D layer with kernel = 3, stride = 1, dilation = 1; here %s;"
            + " use algorithm = AUTO"),
    POLYPHASE_UNFIT("algorithm = POLYPHASE splits a stride into phases, but stride = 1 has only one;"
            + " use algorithm = AUTO"),
    STRATEGY_UNFIT("does not apply: %s"),
    FULL_NEEDS_SIZE("unroll = FULL needs the size at compile time; give %s, or use unroll = TAPS"),
    UNROLL_TOO_LARGE(
            "unroll = %s would write out %s multiply-adds and %s outputs, about %s of bytecode; the limit is %s:"
                    + " use unroll = %s"),
    WORKSPACE_TOO_LARGE("%s = %s would need working memory for %s numbers a session; the limit is %s: use %s = %s"),
    NETWORK_TOO_LARGE(
            "its %s elements are the most, and together with the others more than the %s that a Java array can"
                    + " hold; make the inputs of the network smaller");

    private final String pattern;

    Message(String pattern) {
        this.pattern = pattern;
    }

    /** The sentence with its values filled in, behind its id. */
    public String text(Object... values) {
        return "[" + name() + "] " + String.format(Locale.ROOT, pattern, values);
    }
}
