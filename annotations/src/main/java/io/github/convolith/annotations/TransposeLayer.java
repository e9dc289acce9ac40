package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The axes of an activation in another order: element {@code (i, j, k)} of a result with the order {@code {2, 0, 1}} is
 * element {@code (j, k, i)} of what goes in. It is the operator {@code Transpose} of ONNX with its {@code perm}, and
 * PyTorch's {@code permute}, the axis of the batch left out.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface TransposeLayer {
    /**
     * For each axis of the result, the axis of what goes in that it is; 0 is the channels, 1 the first spatial axis.
     *
     * @return every axis once
     */
    int[] order();

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
