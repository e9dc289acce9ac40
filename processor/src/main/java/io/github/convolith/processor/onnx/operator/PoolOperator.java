package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.ArrayList;
import java.util.List;

/** {@code MaxPool}, {@code AveragePool} and their global forms; the batch is taken as more channels. */
record PoolOperator(Pool.Kind kind, boolean isGlobal) implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        int axes = dimensions.size() - 2;
        NodeContext.require(
                axes >= 1 && axes <= 3,
                "it pools %s; supported are one to three spatial axes",
                Numbers.text(dimensions));
        List<Window> windows = isGlobal
                ? whole(dimensions.subList(2, dimensions.size()))
                : Windows.read(node, Windows.kernel(node, axes));
        NodeContext.require(!node.wants(1), "its second result, the indices, is not supported");
        node.attributes().ignore("storage_order");
        boolean ceil = !isGlobal && node.attributes().flag("ceil_mode", false);
        boolean counts =
                kind == Pool.Kind.AVERAGE && !isGlobal && node.attributes().flag("count_include_pad", false);
        node.result(pooled(node, input, windows, ceil, counts));
    }

    /** A value pooled over its spatial axes. */
    Computed pooled(NodeContext node, Computed input, List<Window> windows, boolean ceil, boolean counts) {
        List<Integer> dimensions = input.dimensions();
        int channels = Math.multiplyExact(dimensions.get(0), dimensions.get(1));
        List<Integer> sizes = dimensions.subList(2, dimensions.size());
        String result = windows.size() == 3
                ? inTurn(node, input, windows, ceil, counts)
                : node.builder()
                        .add(
                                node.name(0),
                                new Pool(kind, windows, ceil, counts),
                                List.of(node.as(input, new Shape(channels, sizes))),
                                Parameters.NONE);
        List<Integer> pooled = new ArrayList<>(dimensions.subList(0, 2));
        Shape shape = node.builder().shapeOf(result);
        pooled.addAll(shape.sizes());
        return new Computed(result, pooled);
    }

    static List<Window> whole(List<Integer> sizes) {
        return sizes.stream().map(size -> new Window(size, 1, 1, Padding.NONE)).toList();
    }

    /** Three axes in turn: the last two, then the first. Maxima and means of maxima and means are what they would be. */
    private String inTurn(NodeContext node, Computed input, List<Window> windows, boolean ceil, boolean counts) {
        GraphBuilder builder = node.builder();
        List<Integer> sizes = input.dimensions();
        int channels = Math.multiplyExact(sizes.get(0), sizes.get(1));
        String planes = builder.add(
                node.name(0) + " planes",
                new Pool(kind, windows.subList(1, 3), ceil, counts),
                List.of(node.as(
                        input, Shape.of(Math.multiplyExact(channels, sizes.get(2)), sizes.get(3), sizes.get(4)))),
                Parameters.NONE);
        Shape pooled = builder.shapeOf(planes);
        String columns = builder.reshape(planes, Shape.of(channels, sizes.get(2), Math.toIntExact(pooled.plane())));
        String result = builder.add(
                node.name(0),
                new Pool(kind, List.of(windows.get(0), Window.POINT), ceil, counts),
                List.of(columns),
                Parameters.NONE);
        return builder.reshape(
                result, Shape.of(channels, builder.shapeOf(result).size(0), pooled.size(0), pooled.size(1)));
    }
}
