package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.message.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What {@code @OnnxModel} says.
 *
 * @param path the file of the model
 * @param sizes the sizes of open axes, by name
 * @param shapes whole shapes of inputs, by name, the batch first
 * @param outputs the values that come out; none for those of the model
 * @param layout how the outside has images; empty for as the model has them
 * @param normalized adds the normalisation of the input to a graph; gives findings instead, if it does not fit
 * @param text the annotation as written
 */
public record OnnxSpec(
        String path,
        Map<String, Integer> sizes,
        Map<String, List<Integer>> shapes,
        List<String> outputs,
        Optional<Layout> layout,
        Function<Graph, Normalized> normalized,
        String text) {
    /** A graph with its normalisation, or what is wrong with that. */
    public record Normalized(Graph graph, List<Finding> findings) {
        public Normalized {
            findings = List.copyOf(findings);
        }
    }

    public OnnxSpec {
        sizes = Map.copyOf(sizes);
        shapes = Map.copyOf(shapes);
        outputs = List.copyOf(outputs);
    }
}
