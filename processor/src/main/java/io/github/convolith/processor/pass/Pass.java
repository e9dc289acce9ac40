package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Graph;
import java.util.function.Consumer;

/** One kind of rewrite. */
public interface Pass {
    /**
     * The network with every place rewritten that the pass finds; the same network where it finds none.
     *
     * @param notes is told each rewrite in words
     */
    Graph apply(Graph graph, Consumer<String> notes);
}
