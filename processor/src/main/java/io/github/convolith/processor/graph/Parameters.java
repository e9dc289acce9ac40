package io.github.convolith.processor.graph;

/** Where the weights of a node come from: stored tensors, and what is done to them when the network is linked. */
public sealed interface Parameters permits Parameters.None, FilterSource, ScaleSource, Values {
    /** Of an operator without weights. */
    Parameters NONE = new None();

    /**
     * Sources that may be combined for one node, each a call in the code that links the network: expressions much deeper
     * overflow the stack of the compiler.
     */
    int MOST_SOURCES = 50;

    /** How many sources are combined. */
    int sources();

    /** No weights. */
    record None() implements Parameters {
        @Override
        public int sources() {
            return 0;
        }
    }
}
