package io.github.convolith.runtime;

/**
 * A layer, or a whole network, with its weights: a function from one activation to another, both of fixed shape.
 *
 * <p>A layer is immutable and may be shared between threads. What changes while it runs lives in a {@link Session}, of
 * which each thread makes its own. Activations are channels-first, {@code channels × height × width}, in row-major
 * order; only a {@link Network} may order them otherwise.
 */
public interface Layer {

    /** {@return the shape of the activation that goes in} */
    Shape inputShape();

    /** {@return the shape of the activation that comes out} */
    Shape outputShape();

    /** {@return a new session over this layer, with buffers of its own} Sessions of one layer may run side by side. */
    Session newSession();

    /**
     * {@return what this layer is, for a person to read} The first line is a title and stands alone; lines after it
     * give details. There is no line break at the end.
     */
    String describe();
}
