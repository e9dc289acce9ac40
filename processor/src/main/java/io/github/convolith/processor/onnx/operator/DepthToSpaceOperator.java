package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;

/** {@code DepthToSpace} and {@code SpaceToDepth}: blocks of a plane as channels, and back. */
record DepthToSpaceOperator(boolean toDepth) implements Operator {
    @Override
    public void apply(NodeContext node) {
        List<Integer> given = node.dimensions(0);
        int block = Math.toIntExact(node.attributes().integer("blocksize", 1));
        String mode = toDepth ? "DCR" : node.attributes().text("mode", "DCR");
        NodeContext.require(
                given.size() == 4 && block >= 1, "it takes blocks of %d from %s", block, Numbers.text(given));
        NodeContext.require(mode.equals("DCR") || mode.equals("CRD"), "its attribute 'mode' is '%s'", mode);
        int batch = given.get(0);
        int channels = given.get(1);
        int height = given.get(2);
        int width = given.get(3);
        boolean fits =
                toDepth ? height % block == 0 && width % block == 0 : channels % Math.multiplyExact(block, block) == 0;
        NodeContext.require(fits, "its blocks of %d do not divide %s", block, Numbers.text(given));
        List<Integer> split;
        List<Integer> order;
        List<Integer> joined;
        if (toDepth) {
            split = List.of(batch, channels, height / block, block, width / block, block);
            order = List.of(0, 3, 5, 1, 2, 4);
            joined = List.of(batch, channels * block * block, height / block, width / block);
        } else {
            int left = channels / block / block;
            boolean columnsFirst = mode.equals("CRD");
            split = columnsFirst
                    ? List.of(batch, left, block, block, height, width)
                    : List.of(batch, block, block, left, height, width);
            order = columnsFirst ? List.of(0, 1, 4, 2, 5, 3) : List.of(0, 3, 4, 1, 5, 2);
            joined = List.of(batch, left, height * block, width * block);
        }
        Computed blocks = (Computed) Views.reshaped(node, node.computed(0), split);
        node.result(Views.reshaped(node, blocks.transposed(order), joined));
    }
}
