package io.github.convolith.processor.onnx;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Origin;
import io.github.convolith.runtime.Tensor;
import java.util.List;

/**
 * A model after its import.
 *
 * @param graph the network, before any rewriting
 * @param weights every tensor that it needs
 * @param origins what became of each node of the model, in their order
 */
public record OnnxImport(Graph graph, List<Tensor> weights, List<Origin> origins) {
    public OnnxImport {
        weights = List.copyOf(weights);
        origins = List.copyOf(origins);
    }
}
