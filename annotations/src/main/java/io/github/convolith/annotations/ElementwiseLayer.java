package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Two activations combined element by element, such as the sum at the end of a residual block. Shapes that differ are
 * broadcast: an axis of size 1 is repeated, missing axes are put in front.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ElementwiseLayer {
    /**
     * How two elements are combined.
     *
     * @return the operation
     */
    Elementwise operation() default Elementwise.ADD;

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
     * The two activations; more than two are combined from left to right.
     *
     * @return at least two names
     */
    String[] from();
}
