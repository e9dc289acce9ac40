package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** {@code Pad}, its numbers given as attributes or as inputs. */
final class PadOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        int rank = input.dimensions().size();
        boolean isOld = node.opset() < 11;
        List<Long> pads = isOld
                ? node.attributes()
                        .integers(node.opset() < 2 ? "paddings" : "pads")
                        .orElseThrow(() -> OnnxException.of("its attribute 'pads' is missing"))
                : Dimensions.list(node.known(1, "padding"));
        List<Integer> axes = node.has(3)
                ? Dimensions.axes(Dimensions.list(node.known(3, "axes")), rank)
                : IntStream.range(0, rank).boxed().toList();
        NodeContext.require(pads.size() == 2 * axes.size(), "its padding %s is not for %d axes", pads, axes.size());
        float value = isOld
                ? node.attributes().real("value", 0f)
                : node.has(2) && node.known(2, "value").size() == 1
                        ? (float) node.known(2, "value").real(0)
                        : 0f;
        List<Integer> begins = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> ends = new ArrayList<>(Collections.nCopies(rank, 0));
        for (int i = 0; i < axes.size(); i++) {
            begins.set(axes.get(i), Math.toIntExact(pads.get(i)));
            ends.set(axes.get(i), Math.toIntExact(pads.get(axes.size() + i)));
        }
        Pad.Mode mode = mode(node);
        boolean drops = Dimensions.dropsBatch(input.dimensions()) && begins.get(0) == 0 && ends.get(0) == 0;
        int from = drops ? 1 : 0;
        Pad pad = new Pad(
                begins.subList(from, rank), ends.subList(from, rank), mode, mode == Pad.Mode.CONSTANT ? value : 0f);
        List<Integer> dimensions = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            dimensions.add(input.dimensions().get(axis) + begins.get(axis) + ends.get(axis));
        }
        node.result(pad.isNothing() ? input : node.add(pad, drops ? node.plain(input) : node.whole(input), dimensions));
    }

    private static Pad.Mode mode(NodeContext node) {
        String mode = node.attributes().text("mode", "constant");
        return switch (mode) {
            case "constant" -> Pad.Mode.CONSTANT;
            case "edge" -> Pad.Mode.EDGE;
            case "reflect" -> Pad.Mode.REFLECT;
            case "wrap" -> Pad.Mode.WRAP;
            default -> throw OnnxException.of("its attribute 'mode' is '%s'", mode);
        };
    }
}
