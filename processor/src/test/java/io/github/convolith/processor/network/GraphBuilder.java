package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** Writes a network down in few words. */
final class GraphBuilder {
    private final List<Graph.Input> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Graph.Output> outputs = new ArrayList<>();

    GraphBuilder input(String name, int channels, int... sizes) {
        inputs.add(new Graph.Input(name, Shape.of(channels, sizes), Layout.NCHW));
        return this;
    }

    GraphBuilder inputChannelsLast(String name, int channels, int... sizes) {
        inputs.add(new Graph.Input(name, Shape.of(channels, sizes), Layout.NHWC));
        return this;
    }

    /** A node without weights. */
    GraphBuilder node(String name, Op op, String... from) {
        return node(name, op, Parameters.NONE, from);
    }

    GraphBuilder node(String name, Op op, Parameters parameters, String... from) {
        nodes.add(new Node(name, op, List.of(from), parameters));
        return this;
    }

    /** A value that comes out under its own name. */
    GraphBuilder output(String value) {
        outputs.add(new Graph.Output(value, value, Layout.NCHW));
        return this;
    }

    GraphBuilder outputChannelsLast(String name, String value) {
        outputs.add(new Graph.Output(name, value, Layout.NHWC));
        return this;
    }

    /** The network; without any output, the last node's result comes out. */
    Graph build() {
        if (outputs.isEmpty()) {
            output(nodes.get(nodes.size() - 1).name());
        }
        return new Graph(inputs, nodes, outputs);
    }
}
