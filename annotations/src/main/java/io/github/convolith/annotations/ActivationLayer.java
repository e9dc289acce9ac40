package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An activation as a layer of its own; behind a layer that can, it is fused into that one.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ActivationLayer {
    /**
     * The function applied to every element.
     *
     * @return the activation
     */
    Activation value();

    /**
     * First parameter of the activation, where it has one.
     *
     * @return the parameter; leave it out for the activation's own default
     */
    float alpha() default Float.NaN;

    /**
     * Second parameter of the activation, where it has one.
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
