package io.github.convolith.processor.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import ai.onnxruntime.OrtEnvironment;

/** The engine that others are compared with. */
public final class OnnxRuntime {
    private OnnxRuntime() {}

    /** The engine; ends a test, without failing it, on a machine that it has no native library for. */
    public static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError | IllegalStateException e) {
            return abort("ONNX Runtime has no native library that loads here: " + e);
        }
    }
}
