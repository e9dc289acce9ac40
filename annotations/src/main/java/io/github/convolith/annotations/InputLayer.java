package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An input of a network, in place of {@link Network#channels} and its like; the method's name is its name.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface InputLayer {
    /**
     * Channels.
     *
     * @return the number of channels
     */
    int channels();

    /**
     * Height in elements; given together with {@link #width}.
     *
     * @return the height
     */
    int height() default 0;

    /**
     * Width in elements; given together with {@link #height}.
     *
     * @return the width
     */
    int width() default 0;

    /**
     * Length in elements of a one-dimensional signal. Without any size, the input is a vector.
     *
     * @return the length
     */
    int length() default 0;

    /**
     * The order in which the outside has this input.
     *
     * @return the layout
     */
    Layout layout() default Layout.NCHW;

    /**
     * Means that are subtracted; see {@link Network#mean}.
     *
     * @return one number, or one per channel
     */
    float[] mean() default {};

    /**
     * Standard deviations that the input is divided by; see {@link Network#mean}.
     *
     * @return one number, or one per channel
     */
    float[] std() default {};
}
