package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a sum, product or the like of activations; more than two are combined from left to right. */
final class ElementwiseLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Elementwise.Kind> kind = layer.attributes().constant("operation", Elementwise.Kind.class);
        Optional<Activation> activation = new ActivationReader(layer.attributes(), layer.findings()).read();
        if (kind.isEmpty() || activation.isEmpty()) {
            return Optional.empty();
        }
        List<Node> nodes = new ArrayList<>();
        String left = layer.inputs().get(0);
        int last = layer.inputs().size() - 1;
        for (int i = 1; i <= last; i++) {
            String name = i == last ? layer.name() : layer.name() + "#" + i;
            Elementwise op = new Elementwise(kind.get(), i == last ? activation.get() : Activation.NONE);
            nodes.add(new Node(name, op, List.of(left, layer.inputs().get(i))));
            left = name;
        }
        return Optional.of(nodes);
    }
}
