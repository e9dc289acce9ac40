package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.OnnxException;

/** Says that a node needs numbers that are known when the model is compiled, where they are computed or given later. */
public final class NotKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String value;

    NotKnown(String what, String value) {
        super("its %s, '%s', has to be a constant of the model".formatted(what, value));
        this.value = value;
    }

    /** The value that has to be known. */
    public String value() {
        return value;
    }

    /** The same as something wrong with the model. */
    public OnnxException refusal() {
        return new OnnxException(String.valueOf(getMessage()));
    }
}
