package io.github.convolith.processor.onnx.model;

import java.util.Locale;

/** Why a model cannot be compiled, in a sentence that says where in the model it is about. */
public final class OnnxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OnnxException(String text) {
        super(text);
    }

    private OnnxException(String text, Throwable cause) {
        super(text, cause);
    }

    /** An exception whose text is formatted. */
    public static OnnxException of(String format, Object... values) {
        return new OnnxException(String.format(Locale.ROOT, format, values));
    }

    /** The same, said of a place in the model. */
    public OnnxException at(String place) {
        return new OnnxException(place + ": " + getMessage(), this);
    }

    /** Throws unless a condition holds. */
    public static void unless(boolean holds, String format, Object... values) {
        if (!holds) {
            throw of(format, values);
        }
    }
}
