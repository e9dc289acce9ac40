package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import java.util.List;
import java.util.Optional;

/** Reads one kind of layer annotation of a network. */
interface LayerReader {
    /**
     * The nodes that a layer comes to, in the order in which they run; the last one, or those whose names begin with
     * the layer's and a dot, are its results. Empty if something is wrong with it, which the layer is told.
     */
    Optional<List<Node>> read(LayerContext layer);
}
