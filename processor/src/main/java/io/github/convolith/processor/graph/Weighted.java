package io.github.convolith.processor.graph;

import java.util.Optional;

/** An operator that sums up its first input with the weights of a filter, and adds a bias to each output channel. */
public sealed interface Weighted extends Activated permits Conv, ConvTranspose {
    /** Channel groups; output channels of a group see only its input channels. */
    int groups();

    /** What becomes of the bias. */
    BiasRule bias();

    /** The weights, where they are to be written into the code. */
    Optional<Constants> constants();

    @Override
    Weighted withActivation(Activation other);

    /** The same operator with a bias that is added, whose weights all come from its parameters. */
    Weighted withFilter();

    /** Whether every output meets as many elements of the input as there are taps: none falls into padding. */
    boolean meetsOnlyInput(Shape input);
}
