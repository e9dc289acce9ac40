package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.OnnxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** {@code Slice}, its numbers given as attributes or as inputs. */
final class SliceOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        boolean isOld = node.opset() < 10;
        List<Long> starts = isOld ? attribute(node, "starts") : Dimensions.list(node.known(1, "starts"));
        List<Long> ends = isOld ? attribute(node, "ends") : Dimensions.list(node.known(2, "ends"));
        int rank = node.dimensions(0).size();
        List<Long> all =
                IntStream.range(0, starts.size()).mapToObj(Long::valueOf).toList();
        List<Long> axes = isOld
                ? node.attributes().integers("axes").orElse(all)
                : node.has(3) ? Dimensions.list(node.known(3, "axes")) : all;
        List<Long> steps = !isOld && node.has(4)
                ? Dimensions.list(node.known(4, "steps"))
                : Collections.nCopies(starts.size(), 1L);
        NodeContext.require(
                starts.size() == ends.size() && starts.size() == axes.size() && starts.size() == steps.size(),
                "its starts %s, ends %s, axes %s and steps %s differ in number",
                starts,
                ends,
                axes,
                steps);
        List<Integer> begins = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> sizes = new ArrayList<>(node.dimensions(0));
        List<Integer> distances = new ArrayList<>(Collections.nCopies(rank, 1));
        List<Integer> named = Dimensions.axes(axes, rank);
        for (int i = 0; i < named.size(); i++) {
            int axis = named.get(i);
            long size = sizes.get(axis);
            long step = steps.get(i);
            NodeContext.require(step != 0 && step > Integer.MIN_VALUE, "it has a step of %d", step);
            // Beyond the ends means up to them; backwards, one before the first is an end.
            long begin = clamped(starts.get(i), size, 0, step > 0 ? size : size - 1);
            long end = clamped(ends.get(i), size, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
            long distance = step > 0 ? end - begin : begin - end;
            long count = distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
            begins.set(axis, Math.toIntExact(Math.min(begin, size)));
            sizes.set(axis, Math.toIntExact(count));
            distances.set(axis, count <= 1 ? 1 : Math.toIntExact(step));
        }
        node.result(Parts.part(node, node.value(0), begins, sizes, distances));
    }

    private static List<Long> attribute(NodeContext node, String name) {
        return node.attributes()
                .integers(name)
                .orElseThrow(() -> OnnxException.of("its attribute '%s' is missing", name));
    }

    private static long clamped(long index, long size, long least, long most) {
        long counted = index < 0 ? Math.max(index + size, least) : index;
        return Math.max(least, Math.min(counted, most));
    }
}
