package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Whether two engines computed the same, up to rounding: every output may be off by {@link #TOLERANCE} of a magnitude. Of
 * a layer that is the sum of absolute values that went into the output, {@code Σ|w||x| + |b|}: that sum, not the output,
 * is what rounding errors grow with. Of a network it is the largest output.
 */
final class Agreement {
    static final double TOLERANCE = 1e-4;

    /** Outputs of networks may be off by 1e-5 in any case: what comes out of a sigmoid has no more digits that mean anything. */
    private static final float LEAST_LARGEST = 0.1f;

    private final String subject;
    private final String meaning;
    private final UnaryOperator<float[]> magnitudes;

    /**
     * Such an agreement.
     *
     * @param subject what is compared
     * @param meaning what a magnitude is, as the end of a sentence
     * @param magnitudes the magnitude for each output of ONNX Runtime
     */
    private Agreement(String subject, String meaning, UnaryOperator<float[]> magnitudes) {
        this.subject = subject;
        this.meaning = meaning;
        this.magnitudes = magnitudes;
    }

    /** For a layer with its seeded weights and input. The sums are a convolution themselves, which ONNX Runtime runs. */
    static Agreement ofLayer(BenchmarkLayer layer) throws OrtException {
        OnnxModel model = OnnxModels.of(layer.convolution(), absolute(layer.kernel()), absolute(layer.bias()));
        try (OnnxSession session = new OnnxSession(model, List.of(absolute(layer.input())))) {
            session.run();
            float[] sums = session.output();
            return new Agreement("layer '" + layer.name() + "'", "that |w||x| + |b| sums to", theirs -> sums);
        }
    }

    /** For a network of this title. */
    static Agreement ofNetwork(String title) {
        return new Agreement(title, "that the largest output is", Agreement::largest);
    }

    private static float[] largest(float[] values) {
        float largest = LEAST_LARGEST;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        float[] repeated = new float[values.length];
        Arrays.fill(repeated, largest);
        return repeated;
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
            throw new IllegalStateException("The " + subject + " gives " + ours.length + " values here and "
                    + theirs.length + " in ONNX Runtime.");
        }
        float[] allowed = magnitudes.apply(theirs);
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs((double) ours[i] - theirs[i]);
            // Written so that NaN fails.
            if (!(difference <= TOLERANCE * allowed[i])) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "The %s is wrong: output %d is %s here and %s in ONNX Runtime, which differ by more than %s of"
                                + " the %s %s.",
                        subject,
                        i,
                        ours[i],
                        theirs[i],
                        TOLERANCE,
                        allowed[i],
                        meaning));
            }
        }
    }
}
