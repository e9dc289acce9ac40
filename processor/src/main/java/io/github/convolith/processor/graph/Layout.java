package io.github.convolith.processor.graph;

/** In which order the outside has an activation: channels first or channels last. */
public enum Layout {
    NCHW,
    NHWC
}
