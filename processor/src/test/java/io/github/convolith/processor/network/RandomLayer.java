package io.github.convolith.processor.network;

/** Adds random layers of one kind to a random network. */
@FunctionalInterface
interface RandomLayer {
    /** Adds one to what is there already, or leaves the network as it is where none fits. */
    void addTo(Sketch sketch);
}
