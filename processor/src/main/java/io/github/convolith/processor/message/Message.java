package io.github.convolith.processor.message;

import java.util.Locale;

/**
 * Every sentence the processor can say. The name of a constant is its stable id and a heading of the documentation;
 * each text names the attribute, the value and the fix.
 */
public enum Message {
    // What may be annotated.
    NOT_AN_INTERFACE("@%s stands on the %s %s; a spec is an interface: write `interface %s {}`"),
    GENERIC_SPEC("%s has type parameters; a generated layer has none: remove <%s>"),
    PRIVATE_SPEC(
            "%s is private or lies in a private type, so no generated class could name it; make it package-private"),
    SPEC_WITH_METHODS("%s declares or inherits the method %s; the spec of a single layer is an empty interface"),
    TWO_LAYERS("%s carries both @%s and @%s, which would both generate %s; keep one, or use two interfaces"),
    NAME_TAKEN("%s would be generated, but a type of that name exists already; rename %s or that type"),
    NAME_TWICE("both %s and %s would generate %s; rename one of them"),

    NOT_WRITTEN("%s could not be written: %s"),
    INTERNAL_ERROR("%s made the processor fail: %s; this is a bug of Convolith, please report it with the spec"),

    // Channels, kernels and axes.
    MISSING_ATTRIBUTE("%s is missing; give it a value: `%s = 3`"),
    NOT_POSITIVE("%s = %s; it must be at least 1"),
    AXIS_COUNT("%s = %s has %d numbers; a %d-D layer takes %s"),
    GROUPS_DO_NOT_DIVIDE("groups = %d does not divide %s = %d; use a divisor of both in and out%s"),
    KERNEL_TOO_LARGE("kernel = %d with dilation = %d spans %d elements, but the padded %s has only %d (%d + %d + %d);"
            + " use a smaller kernel, more padding or a %s of at least %d"),

    // Padding.
    PAD_WITH_PADDING("pad = %s contradicts padding = %s; remove one of them"),
    PAD_COUNT("pad = %s has %d numbers; a %d-D layer takes %s"),
    PAD_NEGATIVE("pad = %s has the negative number %d; padding adds zeros and starts at 0"),
    CAUSAL_IN_2D(
            "padding = CAUSAL has a meaning on one axis only; use @Conv1dLayer, or pad = {top, left, bottom, right}"),

    // Sizes.
    ONE_SIZE_ONLY("%s = %d is given without %s; give both, or neither and pass them to link"),
    TOO_LARGE("%s is %s elements, more than the %s a Java array can hold; make %s or the channels smaller"),
    AXIS_TOO_LONG("%s makes an axis of %s elements, where %s are the limit; make it smaller"),

    // Activation.
    NO_SUCH_PARAMETER("%s = %s, but activation = %s has no parameter %s; remove it"),
    BAD_PARAMETER("%s = %s is not usable with activation = %s; %s"),

    // Weights known at compile time.
    WEIGHT_COUNT("weights has %d values; %d × %d × %s are %d"),
    BIAS_COUNT("biases has %d values; give %d (one per output) or %d (one per output and input channel)"),
    BIASES_WITHOUT_WEIGHTS("biases is given without weights; give both, or pass both to link"),
    BIASES_WITHOUT_BIAS("biases is given, but bias = NONE; remove one of them"),
    WEIGHT_NOT_FINITE("%s[%d] = %s; weights are finite numbers"),
    TOO_MANY_CONSTANTS("weights has %d values; more than %d do not fit into one class: pass them to link instead"),

    // Algorithm and unrolling.
    UNROLL_WITH_ALGORITHM(
            "unroll = %s is a form of the direct algorithm and contradicts algorithm = %s; remove one of them"),
    WINOGRAD_UNFIT(
            "algorithm = WINOGRAD needs a 2-D layer with kernel = 3, stride = 1, dilation = 1; here %s; use AUTO"),
    POLYPHASE_UNFIT("algorithm = POLYPHASE splits a stride into phases, but stride = 1 has a single one; use AUTO"),
    STRATEGY_UNFIT("does not apply: %s"),
    FULL_NEEDS_SIZE("unroll = FULL needs the size at compile time; give %s, or use unroll = TAPS"),
    UNROLL_TOO_LARGE(
            "unroll = %s would write out %s multiply-adds, about %s of bytecode, where %s are the limit; use unroll = %s");

    private final String pattern;

    Message(String pattern) {
        this.pattern = pattern;
    }

    /** The sentence with its values filled in, behind its id. */
    public String text(Object... values) {
        return "[" + name() + "] " + String.format(Locale.ROOT, pattern, values);
    }
}
