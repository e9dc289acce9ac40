package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A one-dimensional convolution layer. On an interface {@code Smooth} it generates the class {@code SmoothLayer}, in
 * the same package and with the same visibility.
 *
 * <pre>{@code
 * @Conv1dLayer(in = 1, out = 4, kernel = 5, padding = CAUSAL)
 * interface Smooth {}
 *
 * SmoothLayer smooth = SmoothLayer.link(1000, Weights.of(kernel, bias));
 * }</pre>
 *
 * <p>The input is {@code in × length}, the output {@code out × outLength} with
 * {@code outLength = floor((length + begin + end - dilation·(kernel-1) - 1) / stride) + 1}, where {@code begin} and
 * {@code end} are the padding.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Conv1dLayer {
    /**
     * Input channels, at least 1 and a multiple of {@link #groups}. In a network they follow from what goes in; given all
     * the same, they must match.
     *
     * @return the number of input channels
     */
    int in() default 0;

    /**
     * Output channels, at least 1 and a multiple of {@link #groups}.
     *
     * @return the number of output channels
     */
    int out();

    /**
     * Kernel size.
     *
     * @return the number of taps
     */
    int kernel();

    /**
     * Distance between neighbouring windows.
     *
     * @return the distance in elements
     */
    int stride() default 1;

    /**
     * Distance between neighbouring taps of the kernel; 1 is the ordinary kernel without holes.
     *
     * @return the distance in elements
     */
    int dilation() default 1;

    /**
     * Number of groups the channels are split into; output channels of a group see only its input channels.
     * {@code groups = in} is a depthwise convolution.
     *
     * @return the number of groups
     */
    int groups() default 1;

    /**
     * How much zero padding surrounds the input. May not be given together with {@link #pad}.
     *
     * @return the padding rule
     */
    Padding padding() default Padding.VALID;

    /**
     * Explicit zero padding in elements: one number for both ends, or two: begin, end. May not be given together with {@link #padding}.
     *
     * @return the explicit padding; leave it out for none
     */
    int[] pad() default {};

    /**
     * Whether the kernel is applied as stored or flipped.
     *
     * @return the operation
     */
    Operation operation() default Operation.CORRELATION;

    /**
     * What becomes of the bias.
     *
     * @return the bias rule
     */
    Bias bias() default Bias.ADD;

    /**
     * The function applied to every output element, fused into the layer.
     *
     * @return the activation
     */
    Activation activation() default Activation.NONE;

    /**
     * First parameter of {@link #activation}; each constant of {@link Activation} says what it means there and what it
     * is when left out. Refused for an activation without that parameter.
     *
     * @return the parameter; leave it out for the activation's own default
     */
    float alpha() default Float.NaN;

    /**
     * Second parameter of {@link #activation}; only {@link Activation#HARD_SIGMOID} has one.
     *
     * @return the parameter; leave it out for the activation's own default
     */
    float beta() default Float.NaN;

    /**
     * Input length in elements. Given, the generated class is specialised for it; left out, the length is an argument
     * of {@code link}, and a layer that stands alone is computed by the portable target on every JVM.
     *
     * @return the length
     */
    int length() default 0;

    /**
     * Kernel values known at compile time, {@code out × in/groups × kernel}, flattened. They
     * become part of the generated code, {@code link} then takes no weights, and taps that are zero cost nothing where
     * taps are unrolled.
     *
     * @return the kernel values; leave them out to give them to {@code link}
     */
    float[] weights() default {};

    /**
     * Bias values known at compile time: {@code out} of them, or {@code out × in/groups}, which are summed over the
     * input channels. Needs {@link #weights}; left out, the layer with constant weights has no bias.
     *
     * @return the bias values
     */
    float[] biases() default {};

    /**
     * How much of the loop nest becomes straight-line code.
     *
     * @return the unrolling
     */
    Unroll unroll() default Unroll.AUTO;

    /**
     * Which algorithm computes the convolution.
     *
     * @return the algorithm
     */
    Algorithm algorithm() default Algorithm.AUTO;

    /**
     * In a network: the activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
