package io.github.convolith.annotations;

/** The order of an activation in an array. */
public enum Layout {
    /** Channels × height × width, as PyTorch and ONNX have it. */
    NCHW,
    /** Height × width × channels, as images and TensorFlow have it. */
    NHWC
}
