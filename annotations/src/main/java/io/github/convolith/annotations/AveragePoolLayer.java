package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each window, channel by channel. The window has as many axes as the activation that goes in has spatial
 * ones, one or two; unless padding counts, no window may see nothing but padding.
 *
 * <p>An axis of {@code n} elements becomes one of {@code (n + padding - dilation·(kernel - 1) - 1) / stride + 1}, rounded
 * down or up. This is {@code AveragePool} of ONNX and {@code AvgPool1d} and {@code AvgPool2d} of PyTorch, but for
 * {@link #countIncludePad}, which PyTorch sets unless told otherwise and ONNX does not.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AveragePoolLayer {
    /**
     * Window size.
     *
     * @return one number, or one per spatial axis
     */
    int[] kernel();

    /**
     * Distance between neighbouring windows.
     *
     * @return one number, or one per spatial axis; leave it out for the kernel size
     */
    int[] stride() default {};

    /**
     * Distance between neighbouring elements of a window.
     *
     * @return one number, or one per spatial axis
     */
    int[] dilation() default 1;

    /**
     * How much padding surrounds the input. May not be given together with {@link #pad}.
     *
     * @return the padding rule
     */
    Padding padding() default Padding.VALID;

    /**
     * Explicit padding in elements: one number for all sides, one per axis, or all begins and then all ends as ONNX
     * orders them. May not be given together with {@link #padding}.
     *
     * @return the explicit padding; leave it out for none
     */
    int[] pad() default {};

    /**
     * Whether the last window of an axis may reach beyond input and padding, as long as it begins inside of the input or
     * the padding before it. Without a meaning under {@link Padding#SAME} and {@link Padding#SAME_LOWER}.
     *
     * @return whether sizes are rounded up
     */
    boolean ceilMode() default false;

    /**
     * Whether padding counts as zeros, rather than not at all. What {@link #ceilMode} sees beyond the padding never
     * counts.
     *
     * @return whether padding counts
     */
    boolean countIncludePad() default false;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
