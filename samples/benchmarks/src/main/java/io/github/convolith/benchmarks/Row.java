package io.github.convolith.benchmarks;

/**
 * What came out for one layer.
 *
 * @param name its name
 * @param target what the generated class computed with
 * @param strategy how the generated class computes it
 * @param ours microseconds a run of the generated class
 * @param onnxRuntime microseconds a run of ONNX Runtime
 * @param multiplyAdds multiply-adds a run by the definition
 * @param bytesPerCall what a run of the generated class allocates
 */
record Row(
        String name,
        String target,
        String strategy,
        double ours,
        double onnxRuntime,
        long multiplyAdds,
        long bytesPerCall) {

    /** How many times faster than ONNX Runtime. */
    double ratio() {
        return onnxRuntime / ours;
    }

    /**
     * Thousand million floating-point operations a second, two for each multiply-add of the definition, however many
     * the algorithm saves.
     */
    double gigaflops() {
        return 2 * multiplyAdds / ours / 1000;
    }
}
