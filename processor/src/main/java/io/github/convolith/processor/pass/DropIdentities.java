package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Dropout;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.graph.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes out what leaves its input as it is. */
final class DropIdentities implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        Shapes shapes = graph.shapes();
        Map<String, String> renamed = new HashMap<>();
        List<Node> kept = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (isIdentity(node.op(), shapes.of(node.inputs()))) {
                String input = node.inputs().get(0);
                renamed.put(node.name(), renamed.getOrDefault(input, input));
                notes.accept(node.name() + " dropped: it changes nothing");
            } else {
                kept.add(node);
            }
        }
        return renamed.isEmpty() ? graph : graph.with(kept, name -> renamed.getOrDefault(name, name));
    }

    private static boolean isIdentity(Op op, List<Shape> inputs) {
        return op instanceof Dropout
                || (op instanceof Activate activate && activate.activation().isNone())
                || (op instanceof Concat && inputs.size() == 1)
                || (op instanceof Pad pad && pad.isNothing())
                || (op instanceof Resize resize && resize.isNothing(inputs.get(0)))
                || (op instanceof Slice slice
                        && slice.isStretch(inputs.get(0))
                        && slice.output(inputs).equals(inputs.get(0)))
                || (op instanceof Reshape reshape && reshape.shape().equals(inputs.get(0)));
    }
}
