package io.github.convolith.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime at its best for one thread: every optimisation, no thread but the caller's, and input and output in
 * memory of its own kind that it reads and writes in place.
 */
final class OnnxSession implements AutoCloseable {
    /** Bytes; a cache line, and the largest vector register. */
    private static final int ALIGNMENT = 64;

    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
    private final List<FloatBuffer> results = new ArrayList<>();

    /**
     * Loads a model.
     *
     * @param model what to load
     * @param values each input of every run
     */
    OnnxSession(OnnxModel model, List<float[]> values) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = options()) {
            session = environment.createSession(model.bytes(), options);
        }
        for (int i = 0; i < values.size(); i++) {
            OnnxModel.Port port = model.inputs().get(i);
            FloatBuffer input = floats(port.elements()).put(values.get(i)).rewind();
            inputs.put(port.name(), OnnxTensor.createTensor(environment, input, shape(port.shape())));
        }
        for (OnnxModel.Port port : model.outputs()) {
            FloatBuffer output = floats(port.elements());
            results.add(output);
            outputs.put(port.name(), OnnxTensor.createTensor(environment, output, shape(port.shape())));
        }
    }

    private static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }

    private static FloatBuffer floats(int length) {
        // An aligned slice ends at a multiple of the alignment, too, and begins up to one behind the beginning.
        int lines = (length * Float.BYTES + ALIGNMENT - 1) / ALIGNMENT;
        return ByteBuffer.allocateDirect((lines + 1) * ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .slice(0, length);
    }

    private static long[] shape(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    /** Computes the output once. */
    void run() throws OrtException {
        session.run(inputs, outputs).close();
    }

    /** A copy of what the last run computed, the first output of it. */
    float[] output() {
        return outputs().get(0);
    }

    /** Copies of what the last run computed. */
    List<float[]> outputs() {
        List<float[]> copies = new ArrayList<>();
        for (FloatBuffer result : results) {
            float[] copy = new float[result.capacity()];
            result.get(0, copy);
            copies.add(copy);
        }
        return copies;
    }

    @Override
    public void close() throws OrtException {
        session.close();
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }
}
