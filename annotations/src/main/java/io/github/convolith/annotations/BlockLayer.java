package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A block as a layer, once or several times one after the other. The weights of each are its own: those of layer
 * {@code c1} in a block {@code b} are called {@code b.c1.weight}, and {@code b.0.c1.weight}, {@code b.1.c1.weight} and so on
 * where the block is repeated.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BlockLayer {
    /**
     * The interface that carries {@link Block}.
     *
     * @return the block
     */
    Class<?> value();

    /**
     * How many times the block is passed through, each time with other weights.
     *
     * @return a number, at least 1
     */
    int times() default 1;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
