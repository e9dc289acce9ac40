package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of an activation along one axis: elements {@code begin}, {@code begin + step} and so on, those before
 * {@code end}. A part of the channels costs nothing: it is read where it lies.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SliceLayer {
    /**
     * The axis: 0 is the channels, 1 the first spatial axis.
     *
     * @return the axis
     */
    int axis() default 0;

    /**
     * The first element, counted from 0, or from the end where it is negative: -1 is the last one.
     *
     * @return the first element
     */
    int begin() default 0;

    /**
     * The element before which the part ends, counted as {@link #begin} is.
     *
     * @return the end; leave it out for the end of the axis, or for its beginning where the step is negative
     */
    int end() default Integer.MAX_VALUE;

    /**
     * The distance between elements; negative to go backwards.
     *
     * @return the step, not 0
     */
    int step() default 1;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
