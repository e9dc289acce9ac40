package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Activations one behind the other along an axis.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ConcatLayer {
    /**
     * The axis: 0 is the channels, 1 the first spatial axis.
     *
     * @return the axis
     */
    int axis() default 0;

    /**
     * The activations to be joined, in order.
     *
     * @return at least one name
     */
    String[] from();
}
