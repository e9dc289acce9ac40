package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes one element of all those along some axes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ReduceLayer {
    /**
     * How.
     *
     * @return the reduction
     */
    Reduction operation();

    /**
     * The axes: 0 is the channels, 1 the first spatial axis.
     *
     * @return the axes; leave them out for all spatial axes
     */
    int[] axes() default {};

    /**
     * Whether the axes stay, with a single element each, or go.
     *
     * @return whether they stay
     */
    boolean keepDims() default false;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
