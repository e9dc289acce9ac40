package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A leaky ReLU whose slope for negative numbers is learned: {@code max(v, 0) + weight·min(v, 0)}, with a tensor
 * {@code weight} of one slope per channel.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PReluLayer {
    /**
     * Whether there is a single slope for all channels.
     *
     * @return whether the slope is shared
     */
    boolean shared() default false;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
