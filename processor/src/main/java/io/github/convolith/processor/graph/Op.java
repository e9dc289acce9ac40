package io.github.convolith.processor.graph;

/** What a node of a network computes. */
public sealed interface Op permits Conv {
    /** The shape of the result for an input of fixed shape. */
    Shape output(Shape input);
}
