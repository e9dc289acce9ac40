package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import java.util.Locale;

/**
 * Whether two engines computed the same, up to rounding. An output may be off by {@link #TOLERANCE} of the sum of
 * absolute values that went into it, {@code Σ|w||x| + |b|}: that sum, not the output, is what rounding errors grow with.
 */
final class Agreement {
    static final double TOLERANCE = 1e-4;

    private final String name;
    private final float[] magnitudes;

    private Agreement(String name, float[] magnitudes) {
        this.name = name;
        this.magnitudes = magnitudes;
    }

    /** For a layer with its seeded weights and input. The sums are a convolution themselves, which ONNX Runtime runs. */
    static Agreement of(BenchmarkLayer layer) throws OrtException {
        Convolution convolution = layer.convolution();
        byte[] model = OnnxModels.of(convolution, absolute(layer.kernel()), absolute(layer.bias()));
        try (OnnxSession session = new OnnxSession(model, convolution, absolute(layer.input()))) {
            session.run();
            return new Agreement(layer.name(), session.output());
        }
    }

    private static float[] absolute(float[] values) {
        float[] absolute = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            absolute[i] = Math.abs(values[i]);
        }
        return absolute;
    }

    /**
     * Compares two outputs.
     *
     * @throws IllegalStateException if they differ by more than the tolerance, or in length
     */
    void require(float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            throw new IllegalStateException("The layer '" + name + "' gives " + ours.length + " values here and "
                    + theirs.length + " in ONNX Runtime.");
        }
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs((double) ours[i] - theirs[i]);
            // Written so that NaN fails.
            if (!(difference <= TOLERANCE * magnitudes[i])) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "The layer '%s' is wrong: output %d is %s here and %s in ONNX Runtime, which differ by more"
                                + " than %s of the %s that |w||x| + |b| sums to.",
                        name,
                        i,
                        ours[i],
                        theirs[i],
                        TOLERANCE,
                        magnitudes[i]));
            }
        }
    }
}
