package io.github.convolith.annotations;

/** Whether the kernel is applied as stored or flipped. */
public enum Operation {
    /** Cross-correlation, what deep learning calls a convolution: {@code y[m] = Σ_r w[r]·x[m+r]}. */
    CORRELATION,
    /** Convolution as mathematics defines it: {@code y[i] = Σ_m x[m]·w[i-m]}; the kernel is flipped on every axis. */
    CONVOLUTION
}
