package io.github.convolith.processor.plan;

/** Which algorithm a spec asks for. */
public enum Algorithm {
    AUTO,
    DIRECT,
    WINOGRAD,
    POLYPHASE
}
