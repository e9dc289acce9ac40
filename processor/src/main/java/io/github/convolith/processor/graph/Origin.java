package io.github.convolith.processor.graph;

import java.util.List;

/**
 * A node of the model that a network was made from, and what became of it.
 *
 * @param node what it is called there, with its operator
 * @param result the shape of its result there; empty if it was not looked at
 * @param nodes the nodes of the graph that compute it, before any pass
 * @param otherwise what became of it where there are none
 */
public record Origin(String node, String result, List<String> nodes, String otherwise) {
    public Origin {
        nodes = List.copyOf(nodes);
    }
}
