package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Graph;
import java.util.Optional;

/**
 * What the annotations of a network say.
 *
 * @param graph the network, before any rewriting
 * @param weights the path of the file with its weights; empty where there is none
 * @param text the annotation of the interface as written
 */
public record NetworkSpec(Graph graph, Optional<String> weights, String text) {}
