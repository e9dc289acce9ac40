package io.github.convolith.annotations;

/**
 * The function applied to every output element {@code v} of a layer. Parameters are the attributes {@code alpha} and
 * {@code beta} of the layer; where a constant names none, giving one is refused.
 */
public enum Activation {
    /** {@code v}. */
    NONE,
    /** {@code max(0, v)}. */
    RELU,
    /** {@code min(max(0, v), 6)}. */
    RELU6,
    /** {@code v < 0 ? alpha·v : v}; {@code alpha} is 0.01 when left out. */
    LEAKY_RELU,
    /** {@code v > alpha ? v : 0}; {@code alpha} is 1 when left out. */
    THRESHOLDED_RELU,
    /** {@code v < 0 ? alpha·(exp(v) - 1) : v}; {@code alpha} is 1 when left out. */
    ELU,
    /**
     * {@code 1.0507009873554805·(v < 0 ? 1.6732632423543772·(exp(v) - 1) : v)} (Klambauer et al., "Self-Normalizing
     * Neural Networks", 2017).
     */
    SELU,
    /** {@code max(0, v) + min(0, alpha·(exp(v / alpha) - 1))}; {@code alpha} is above 0, and 1 when left out. */
    CELU,
    /** {@code 1 / (1 + exp(-v))}. */
    SIGMOID,
    /** {@code tanh(v)}. */
    TANH,
    /**
     * {@code max(0, min(1, alpha·v + beta))}; {@code alpha} is 0.2 and {@code beta} 0.5 when left out, as in ONNX.
     * PyTorch's function of that name has {@code alpha = 1/6}.
     */
    HARD_SIGMOID,
    /** {@code v·max(0, min(1, v/6 + 0.5))}. */
    HARD_SWISH,
    /** {@code v / (1 + exp(-v))}, also called Swish. */
    SILU,
    /** {@code v·tanh(log(1 + exp(v)))} (Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", 2019). */
    MISH,
    /** {@code log(1 + exp(v))}. */
    SOFTPLUS,
    /** {@code v / (1 + |v|)}. */
    SOFTSIGN,
    /** {@code v/2·(1 + erf(v/√2))}: the exact form. */
    GELU,
    /** {@code v/2·(1 + tanh(√(2/π)·(v + 0.044715·v³)))}: the approximation by tanh. */
    GELU_TANH
}
