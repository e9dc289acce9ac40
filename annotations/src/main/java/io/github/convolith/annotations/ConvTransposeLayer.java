package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A transposed convolution, also called deconvolution: every input element, times the kernel, is added to the output
 * around {@code stride} times its place. It has as many axes as the activation that goes in has spatial ones, one or
 * two. It is the operator {@code ConvTranspose} of ONNX and PyTorch's {@code ConvTranspose1d} and
 * {@code ConvTranspose2d}.
 *
 * <p>On each axis the output size is
 * {@code (size - 1)·stride - begin - end + dilation·(kernel - 1) + 1 + outputPadding}, with {@code begin} and
 * {@code end} the padding of that axis: what a convolution with the same attributes would make an input of {@code size}
 * from. Here padding takes elements away.
 *
 * <p>Its tensors are {@code weight} of {@code in × out/groups × kernel}, as PyTorch and ONNX store it, and {@code bias}
 * of {@code out}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ConvTransposeLayer {
    /**
     * Input channels. They follow from what goes in; given all the same, they must match.
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
     * @return one number, or one per spatial axis
     */
    int[] kernel();

    /**
     * Distance in the output between what neighbouring input elements add to.
     *
     * @return one number, or one per spatial axis
     */
    int[] stride() default 1;

    /**
     * Distance in the output between neighbouring taps of the kernel.
     *
     * @return one number, or one per spatial axis
     */
    int[] dilation() default 1;

    /**
     * Number of groups the channels are split into; output channels of a group see only its input channels.
     *
     * @return the number of groups
     */
    int groups() default 1;

    /**
     * How much is taken away around the output: nothing with {@link Padding#VALID}; with {@link Padding#SAME} and
     * {@link Padding#SAME_LOWER} as much as makes the output {@code size·stride}, the odd element at the end or at the
     * beginning (ONNX: {@code auto_pad}). May not be given together with {@link #pad}.
     *
     * @return the padding rule
     */
    Padding padding() default Padding.VALID;

    /**
     * How many elements are taken away around the output: one number for all sides, one per axis, or all begins and then
     * all ends as ONNX orders them. May not be given together with {@link #padding}.
     *
     * @return the explicit padding; leave it out for none
     */
    int[] pad() default {};

    /**
     * Elements added to the end of each axis of the output, less than the stride or the dilation: of the input sizes
     * that a strided convolution maps to one output size, it says which is meant.
     *
     * @return one number, or one per spatial axis
     */
    int[] outputPadding() default 0;

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
     * First parameter of {@link #activation}, where it has one.
     *
     * @return the parameter; leave it out for the activation's own default
     */
    float alpha() default Float.NaN;

    /**
     * Second parameter of {@link #activation}, where it has one.
     *
     * @return the parameter; leave it out for the activation's own default
     */
    float beta() default Float.NaN;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
