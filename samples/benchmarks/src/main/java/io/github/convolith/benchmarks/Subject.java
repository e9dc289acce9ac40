package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Layer;

/** What both engines compute, side by side: a layer or a network, with seeded weights and a seeded input. */
sealed interface Subject permits BenchmarkLayer, BenchmarkNetwork {

    Kind kind();

    /** The name, which no other subject of this kind has. */
    String name();

    /** The name, which no other subject has. */
    default String title() {
        return kind().title(name());
    }

    /** The generated class, with its weights. */
    Layer link();

    /** The same with the same weights, for ONNX Runtime. */
    OnnxModel model();

    /** An input. */
    float[] input();

    /** Multiply-adds of one run by the definition, those with padding included. */
    long multiplyAdds();

    /** When two outputs for {@link #input()} are the same. */
    Agreement agreement() throws OrtException;
}
