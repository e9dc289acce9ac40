package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A border around an activation: on each axis the size grows by {@code begin + end}. It is the operator {@code Pad} of
 * ONNX, and PyTorch's {@code ConstantPad}, {@code ReplicationPad} ({@link PadMode#EDGE}), {@code ReflectionPad} and
 * {@code CircularPad} ({@link PadMode#WRAP}).
 *
 * <p>A border of zeros in front of a convolution costs nothing: it becomes padding of the convolution.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PadLayer {
    /**
     * How many elements are put around the spatial axes: one number for all sides, one per axis, or all begins and then
     * all ends as ONNX orders them; {@code {top, left, bottom, right}} for an image.
     *
     * @return the border of the spatial axes; leave it out for none
     */
    int[] pad() default {};

    /**
     * How many channels are put before the first and behind the last.
     *
     * @return one number for both, or two; leave it out for none
     */
    int[] channels() default {};

    /**
     * What stands in the border.
     *
     * @return the mode
     */
    PadMode mode() default PadMode.CONSTANT;

    /**
     * The number in the border, with {@link PadMode#CONSTANT}. Infinities are allowed.
     *
     * @return the number
     */
    float value() default 0f;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
