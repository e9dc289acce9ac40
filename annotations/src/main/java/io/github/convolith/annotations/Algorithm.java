package io.github.convolith.annotations;

/** Which algorithm computes a convolution. */
public enum Algorithm {
    /** The planner decides by estimated cost; the header of the generated class gives its reasons. */
    AUTO,
    /** The sum over taps as the definition writes it. */
    DIRECT,
    /**
     * Winograd's minimal filtering (Lavin &amp; Gray, "Fast Algorithms for Convolutional Neural Networks", 2016): fewer
     * multiplications for 3×3 kernels of stride 1 and dilation 1, at the price of about one decimal digit of accuracy.
     */
    WINOGRAD,
    /**
     * A strided convolution as a sum of unstrided ones over the phases of signal and kernel (Kong &amp; Lucey, "Take it
     * in your stride: Do we need striding in CNNs?", 2017). Needs a stride above 1.
     */
    POLYPHASE
}
