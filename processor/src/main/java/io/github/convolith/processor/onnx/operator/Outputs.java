package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.onnx.model.OnnxNode;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.List;
import java.util.Map;

/** What comes out of a model. */
public final class Outputs {
    private Outputs() {}

    /** The output that a value becomes; images with their channels last are put out so without being rearranged. */
    public static Graph.Output of(String name, Value value, GraphBuilder builder) {
        NodeContext context =
                new NodeContext(new OnnxNode(name, "", "", List.of(), List.of(name), Map.of()), 1, List.of(), builder);
        if (value instanceof Known known) {
            return new Graph.Output(name, context.plain(context.constant(known)), Layout.NCHW);
        }
        Computed computed = (Computed) value;
        if (!computed.isInOrder() && isChannelsLast(computed)) {
            String stored = builder.reshape(computed.node(), GraphBuilder.shape(computed.stored()));
            return new Graph.Output(name, stored, Layout.NHWC);
        }
        return new Graph.Output(name, context.plain(computed), Layout.NCHW);
    }

    private static boolean isChannelsLast(Computed value) {
        int rank = value.stored().size();
        if (rank < 3
                || value.stored().get(0) != 1
                || value.order().get(0) != 0
                || value.order().get(rank - 1) != 1) {
            return false;
        }
        for (int axis = 1; axis < rank - 1; axis++) {
            if (value.order().get(axis) != axis + 1) {
                return false;
            }
        }
        return true;
    }
}
