package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The same elements in the same order, in another shape. It is the operator {@code Reshape} of ONNX and PyTorch's
 * {@code reshape}, the axis of the batch left out. It costs nothing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ReshapeLayer {
    /**
     * The new shape, the channels first; one number may be -1 and is then what is left. A 0 stands for the number that the
     * same axis has in what goes in.
     *
     * @return one number per axis
     */
    int[] shape();

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
