package io.github.convolith.benchmarks;

/**
 * What came out for one network on one target.
 *
 * @param network its name
 * @param target what the generated class computed with
 * @param measured the figures
 * @param peak thousand million floating-point operations that one core of this machine can do in a second; 0 if unknown
 */
record NetworkRow(String network, String target, TrialResult measured, double peak) {

    /** How many times faster than ONNX Runtime. */
    double ratio() {
        return measured.onnxRuntime() / measured.ours();
    }

    /** Thousand million floating-point operations a second, two for each multiply-add of the definition. */
    double gigaflops() {
        return 2 * measured.multiplyAdds() / measured.ours() / 1000;
    }

    /** The share of the machine's peak, by the definition: what Winograd saves counts as done. 0 if the peak is unknown. */
    double shareOfPeak() {
        return peak > 0 ? gigaflops() / peak : 0;
    }
}
