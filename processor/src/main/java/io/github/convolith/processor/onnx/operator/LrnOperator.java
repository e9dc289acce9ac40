package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Lrn;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;

/** {@code LRN}: local response normalisation across channels. */
final class LrnOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        long size = node.attributes()
                .integer("size")
                .orElseThrow(() -> OnnxException.of("its attribute 'size' is missing"));
        NodeContext.require(size >= 1 && size <= Integer.MAX_VALUE, "its attribute 'size' is %d", size);
        Lrn lrn = new Lrn(
                (int) size,
                node.attributes().real("alpha", 1e-4f),
                node.attributes().real("beta", 0.75f),
                node.attributes().real("bias", 1f));
        Computed input = node.computed(0);
        NodeContext.require(
                input.dimensions().size() >= 2,
                "it is given %s, which has no channels",
                Numbers.text(input.dimensions()));
        node.result(node.perItem(
                input,
                item -> node.builder().add(node.name(0), lrn, List.of(item), Parameters.NONE),
                input.dimensions()));
    }
}
