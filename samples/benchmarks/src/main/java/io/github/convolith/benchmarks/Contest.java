package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Session;
import java.util.List;

/** One layer or network in both engines, with the same weights and the same input. */
final class Contest implements AutoCloseable {
    private final Subject subject;
    private final Session ours;
    private final float[] input;
    private final float[] output;
    private final OnnxSession onnxRuntime;

    Contest(Subject subject) throws OrtException {
        this.subject = subject;
        this.ours = subject.link().newSession();
        this.input = subject.input();
        this.output = new float[ours.outputShape().elements()];
        this.onnxRuntime = new OnnxSession(subject.model(), List.of(input));
    }

    /** Runs the generated class once. */
    float[] runOurs() {
        ours.run(input, output);
        return output;
    }

    /** Runs ONNX Runtime once. */
    OnnxSession runOnnxRuntime() throws OrtException {
        onnxRuntime.run();
        return onnxRuntime;
    }

    /**
     * Runs both and compares what they computed.
     *
     * @throws IllegalStateException if they differ by more than rounding
     */
    void requireAgreement() throws OrtException {
        subject.agreement().require(runOurs(), runOnnxRuntime().output());
    }

    @Override
    public void close() throws OrtException {
        onnxRuntime.close();
    }
}
