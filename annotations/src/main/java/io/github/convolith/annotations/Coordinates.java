package io.github.convolith.annotations;

/**
 * Which place of the input an element of a resized activation shows. Element {@code i} of an axis of {@code out} elements
 * shows the place {@code p} of an axis of {@code in} elements; {@code scale} is what the axis grows by.
 */
public enum Coordinates {
    /** {@code p = (i + 0.5)/scale - 0.5}: elements are areas, and the areas of both axes coincide. */
    HALF_PIXEL,
    /** As {@link #HALF_PIXEL}, moved so that the middles coincide where {@code in·scale} is not a whole number. */
    HALF_PIXEL_SYMMETRIC,
    /** As {@link #HALF_PIXEL}, but {@code p = 0} where {@code out} is 1. */
    PYTORCH_HALF_PIXEL,
    /** {@code p = i·(in - 1)/(out - 1)}: elements are points, and the outermost ones coincide. */
    ALIGN_CORNERS,
    /** {@code p = i/scale}: elements are points, and the first ones coincide. */
    ASYMMETRIC
}
