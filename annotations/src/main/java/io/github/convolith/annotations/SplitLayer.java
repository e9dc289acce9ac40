package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An activation taken apart along one axis. The parts of a layer {@code s} are called {@code s.0}, {@code s.1} and so on.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SplitLayer {
    /**
     * The axis: 0 is the channels, 1 the first spatial axis.
     *
     * @return the axis
     */
    int axis() default 0;

    /**
     * The number of parts of equal size; the last one is smaller where the axis cannot be split evenly. May not be given
     * together with {@link #sizes}.
     *
     * @return the number of parts
     */
    int parts() default 0;

    /**
     * The size of each part. May not be given together with {@link #parts}.
     *
     * @return the sizes, whose sum is that of the axis
     */
    int[] sizes() default {};

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
