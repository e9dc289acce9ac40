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
    private final FloatBuffer output;
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    /**
     * Loads a model.
     *
     * @param model what to load
     * @param values the input of every run
     */
    OnnxSession(OnnxModel model, float[] values) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = options()) {
            session = environment.createSession(model.bytes(), options);
        }
        FloatBuffer input = floats(model.inputElements()).put(values).rewind();
        output = floats(model.outputElements());
        inputTensor = OnnxTensor.createTensor(environment, input, shape(model.inputShape()));
        outputTensor = OnnxTensor.createTensor(environment, output, shape(model.outputShape()));
        inputs = Map.of(OnnxGraph.INPUT, inputTensor);
        outputs = Map.of(OnnxGraph.OUTPUT, outputTensor);
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

    /** A copy of what the last run computed. */
    float[] output() {
        float[] copy = new float[output.capacity()];
        output.get(0, copy);
        return copy;
    }

    @Override
    public void close() throws OrtException {
        session.close();
        inputTensor.close();
        outputTensor.close();
    }
}
