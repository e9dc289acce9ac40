package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A signal or image in another size. It is the operator {@code Resize} of ONNX over the spatial axes, and PyTorch's
 * {@code Upsample} and {@code interpolate}: their {@code bilinear} is {@link Interpolation#LINEAR}, with
 * {@link Coordinates#ALIGN_CORNERS} where {@code align_corners} is set; their {@code nearest} is
 * {@link Coordinates#ASYMMETRIC} with {@link Rounding#FLOOR}, which for whole factors is what the defaults do here too.
 *
 * <p>The new size is given either as such, by {@link #height} and {@link #width} or by {@link #length}, or by
 * {@link #scale}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ResizeLayer {
    /**
     * The new height of an image.
     *
     * @return the height in elements
     */
    int height() default 0;

    /**
     * The new width of an image.
     *
     * @return the width in elements
     */
    int width() default 0;

    /**
     * The new length of a signal.
     *
     * @return the length in elements
     */
    int length() default 0;

    /**
     * By what the size is multiplied; what that comes to is rounded down.
     *
     * @return one factor, or one per spatial axis; leave it out where the size is given
     */
    float[] scale() default {};

    /**
     * How elements follow from those around their place.
     *
     * @return the interpolation
     */
    Interpolation mode() default Interpolation.NEAREST;

    /**
     * Which place of the input an element shows.
     *
     * @return the transformation of coordinates
     */
    Coordinates coordinates() default Coordinates.HALF_PIXEL;

    /**
     * Which element is the nearest, with {@link Interpolation#NEAREST}.
     *
     * @return the rule
     */
    Rounding rounding() default Rounding.ROUND_PREFER_FLOOR;

    /**
     * The parameter of {@link Interpolation#CUBIC}: -0.75 in PyTorch and OpenCV, -0.5 in Pillow and TensorFlow.
     *
     * @return the coefficient
     */
    float cubicCoefficient() default -0.75f;

    /**
     * With {@link Interpolation#CUBIC}: whether elements outside of the input have no weight, rather than being taken as
     * the outermost ones.
     *
     * @return whether they have none
     */
    boolean excludeOutside() default false;

    /**
     * Whether, where the size shrinks, all elements are weighed that fall together, so that none is skipped. Not with
     * {@link Interpolation#NEAREST}.
     *
     * @return whether the filter is widened
     */
    boolean antialias() default false;

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
