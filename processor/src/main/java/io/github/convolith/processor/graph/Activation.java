package io.github.convolith.processor.graph;

/**
 * The function applied to every output element. {@code alpha} and {@code beta} are zero where the kind has no such
 * parameter.
 */
public record Activation(Kind kind, float alpha, float beta) {
    /** The identity. */
    public static final Activation NONE = new Activation(Kind.NONE, 0f, 0f);

    /** The functions there are; their formulas stand at the annotation of the same name. */
    public enum Kind {
        NONE,
        RELU,
        RELU6,
        LEAKY_RELU(0.01f),
        THRESHOLDED_RELU(1f),
        ELU(1f),
        SELU,
        CELU(1f),
        SIGMOID,
        TANH,
        HARD_SIGMOID(0.2f, 0.5f),
        HARD_SWISH,
        SILU,
        MISH,
        SOFTPLUS,
        SOFTSIGN,
        GELU,
        GELU_TANH;

        private final float[] defaults;

        Kind(float... defaults) {
            this.defaults = defaults;
        }

        public boolean hasAlpha() {
            return defaults.length > 0;
        }

        public boolean hasBeta() {
            return defaults.length > 1;
        }

        public float defaultAlpha() {
            return hasAlpha() ? defaults[0] : 0f;
        }

        public float defaultBeta() {
            return hasBeta() ? defaults[1] : 0f;
        }
    }

    /** Whether this is the identity. */
    public boolean isNone() {
        return kind == Kind.NONE;
    }

    @Override
    public String toString() {
        String parameters = kind.hasBeta() ? "(" + alpha + ", " + beta + ")" : kind.hasAlpha() ? "(" + alpha + ")" : "";
        return kind + parameters;
    }
}
