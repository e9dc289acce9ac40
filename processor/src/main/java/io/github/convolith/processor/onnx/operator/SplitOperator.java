package io.github.convolith.processor.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code Split}, into parts of given sizes or of equal ones. */
final class SplitOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Value value = node.value(0);
        int axis = Dimensions.axis(
                node.attributes().integer("axis", 0), value.dimensions().size());
        int size = value.dimensions().get(axis);
        List<Integer> sizes = sizes(node, size);
        NodeContext.require(
                sizes.size() >= node.outputs()
                        && sizes.stream().mapToLong(Integer::longValue).sum() == size,
                "it splits %d elements into %s for %d results",
                size,
                sizes,
                node.outputs());
        int begin = 0;
        for (int output = 0; output < node.outputs(); output++) {
            if (node.wants(output)) {
                node.result(output, Parts.stretch(node, value, axis, begin, sizes.get(output)));
            }
            begin += sizes.get(output);
        }
    }

    private static List<Integer> sizes(NodeContext node, int size) {
        if (node.has(1)) {
            return Dimensions.sizes(Dimensions.list(node.known(1, "sizes")));
        }
        Optional<List<Long>> given = node.attributes().integers("split");
        if (given.isPresent()) {
            return Dimensions.sizes(given.get());
        }
        long count = node.attributes().integer("num_outputs", node.outputs());
        NodeContext.require(count >= 1 && count <= size, "it splits %d elements into %d parts", size, count);
        int each = Math.toIntExact((size + count - 1) / count);
        List<Integer> sizes = new ArrayList<>();
        for (int left = size; left > 0; left -= each) {
            sizes.add(Math.min(each, left));
        }
        return sizes;
    }
}
