package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A two-dimensional convolution layer. On an interface {@code Stem} it generates the class {@code StemLayer}, in the
 * same package and with the same visibility.
 *
 * <pre>{@code
 * @ConvLayer(in = 3, out = 8, kernel = 3, stride = 2, padding = SAME)
 * interface Stem {}
 *
 * StemLayer stem = StemLayer.link(32, 32, Weights.of(kernel, bias));
 * }</pre>
 *
 * <p>The input is {@code in × height × width}, the output {@code out × outHeight × outWidth}. On each axis the output
 * size is {@code floor((size + begin + end - dilation·(kernel-1) - 1) / stride) + 1}, with {@code begin} and
 * {@code end} the padding of that axis.
 *
 * <p>An attribute that has one number per axis ({@link #kernel}, {@link #stride}, {@link #dilation}) takes either one
 * number for both axes or two in the order height, width.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ConvLayer {
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
     * @return one number, or height and width
     */
    int[] kernel();

    /**
     * Distance between neighbouring windows.
     *
     * @return one number, or one for height and one for width
     */
    int[] stride() default 1;

    /**
     * Distance between neighbouring taps of the kernel; 1 is the ordinary kernel without holes.
     *
     * @return one number, or one for height and one for width
     */
    int[] dilation() default 1;

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
     * Explicit zero padding in elements: one number for all sides; two for height and width, the same at both ends; or
     * four in ONNX order: top, left, bottom, right. May not be given together with {@link #padding}.
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
     * Input height in elements. Given together with {@link #width} the generated class is specialised for that size;
     * with neither, the size is an argument of {@code link}, and a layer that stands alone is computed by the portable
     * target on every JVM.
     *
     * @return the height
     */
    int height() default 0;

    /**
     * Input width in elements; see {@link #height}.
     *
     * @return the width
     */
    int width() default 0;

    /**
     * Kernel values known at compile time, {@code out × in/groups × kernel height × kernel width}, flattened. They
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
