package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer. Whatever goes in is taken as one vector, channels first. Its tensors are {@code weight} of
 * {@code out × in} and {@code bias} of {@code out}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface DenseLayer {
    /**
     * Input elements. They follow from what goes in; given all the same, they must match.
     *
     * @return the number of input elements
     */
    int in() default 0;

    /**
     * Output elements, at least 1.
     *
     * @return the number of output elements
     */
    int out();

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
