package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code exp(x) / Σ exp(x)}, summed along one axis: what makes probabilities of scores.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SoftmaxLayer {
    /**
     * The axis: 0 is the channels, or the only one of a vector.
     *
     * @return the axis
     */
    int axis() default 0;

    /**
     * Whether the logarithm of the probabilities comes out: {@code x - ln Σ exp(x)}.
     *
     * @return whether it is log-softmax
     */
    boolean log() default false;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
