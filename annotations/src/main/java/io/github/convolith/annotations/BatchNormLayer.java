package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Batch normalisation with the statistics of training: {@code weight·(x - running_mean) / sqrt(running_var + epsilon) +
 * bias}, channel by channel. Its tensors are {@code running_mean} and {@code running_var}, and {@code weight} and
 * {@code bias} where the layer was trained with them. Behind a convolution it becomes part of that one's weights.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BatchNormLayer {
    /**
     * What is added to the variance.
     *
     * @return a number above 0
     */
    float epsilon() default 1e-5f;

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
