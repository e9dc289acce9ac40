package io.github.convolith.annotations;

/** How much zero padding surrounds the input of a layer. {@code d} is the dilation, {@code k} the kernel size. */
public enum Padding {
    /** None: only windows that lie wholly inside the input. */
    VALID,
    /**
     * As much as makes the output {@code ceil(size / stride)}; where it cannot be split evenly, the extra element is at
     * the end (ONNX: SAME_UPPER).
     */
    SAME,
    /** As {@link #SAME}, with the extra element at the beginning (ONNX: SAME_LOWER). */
    SAME_LOWER,
    /** {@code d·(k-1)} at both ends: every window that touches the input; at stride 1 the output grows by that much. */
    FULL,
    /** {@code d·(k-1)} at the beginning, none at the end: an output never sees later input. One-dimensional only. */
    CAUSAL
}
