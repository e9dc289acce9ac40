package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Session;

/** One layer in both engines, with the same weights and the same input. */
final class Contest implements AutoCloseable {
    private final BenchmarkLayer layer;
    private final Session ours;
    private final float[] input;
    private final float[] output;
    private final OnnxSession onnxRuntime;

    Contest(BenchmarkLayer layer, Layer linked) throws OrtException {
        this.layer = layer;
        this.ours = linked.newSession();
        this.input = layer.input();
        this.output = new float[ours.outputShape().elements()];
        byte[] model = OnnxModels.of(layer.convolution(), layer.kernel(), layer.bias());
        this.onnxRuntime = new OnnxSession(model, layer.convolution(), input);
    }

    /** Runs the generated layer once. */
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
        Agreement.of(layer).require(runOurs(), runOnnxRuntime().output());
    }

    @Override
    public void close() throws OrtException {
        onnxRuntime.close();
    }
}
