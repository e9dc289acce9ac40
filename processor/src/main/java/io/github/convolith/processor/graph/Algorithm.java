package io.github.convolith.processor.graph;

/** Which algorithm a spec asks for. */
public enum Algorithm {
    AUTO,
    DIRECT,
    WINOGRAD,
    POLYPHASE
}
