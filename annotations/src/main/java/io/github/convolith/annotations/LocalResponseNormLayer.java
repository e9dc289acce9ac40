package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Local response normalisation across channels: {@code x / (k + alpha/size · sum)^beta}, where the sum is that of the
 * squares of {@code size} neighbouring channels around the own one, {@code (size-1)/2} of them before it, rounded down.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LocalResponseNormLayer {
    /**
     * Channels that are summed, at least 1.
     *
     * @return the number of channels
     */
    int size();

    /**
     * The factor of the sum, which is divided by {@link #size}.
     *
     * @return the factor
     */
    float alpha() default 1e-4f;

    /**
     * The exponent.
     *
     * @return the exponent
     */
    float beta() default 0.75f;

    /**
     * What is added to the sum (in ONNX: bias).
     *
     * @return the summand, above 0
     */
    float k() default 1f;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
