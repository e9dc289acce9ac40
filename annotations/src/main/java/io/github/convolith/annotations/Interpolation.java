package io.github.convolith.annotations;

/** How an element of a resized activation follows from those around its place in the input. */
public enum Interpolation {
    /** The nearest one; {@link Rounding} says which that is. */
    NEAREST,
    /** A weighted mean of two neighbours on each axis; over two axes, bilinear. */
    LINEAR,
    /** A weighted sum of four neighbours on each axis, by the cubic convolution of Keys; over two axes, bicubic. */
    CUBIC
}
