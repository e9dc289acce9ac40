package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Everything as one vector, channels first.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface FlattenLayer {
    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
