package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.List;

/** {@code LpPool} and its global form: the root of the mean of powers, times how many there are. */
record LpPoolOperator(boolean isGlobal) implements Operator {
    @Override
    public void apply(NodeContext node) {
        Computed input = node.computed(0);
        List<Integer> dimensions = input.dimensions();
        int axes = dimensions.size() - 2;
        NodeContext.require(
                axes >= 1 && axes <= 3,
                "it pools %s; supported are one to three spatial axes",
                Numbers.text(dimensions));
        long p = node.attributes().integer("p", 2);
        NodeContext.require(p >= 1, "its attribute 'p' is %d", p);
        List<Integer> sizes = dimensions.subList(2, dimensions.size());
        List<Window> windows = isGlobal ? PoolOperator.whole(sizes) : Windows.read(node, Windows.kernel(node, axes));
        if (!isGlobal && node.attributes().flag("ceil_mode", false)) {
            windows = reaching(windows, sizes);
        }
        Value size = p == 2 ? input : FunctionOperator.applied(node, input, new Unary(Unary.Kind.ABSOLUTE, 0f));
        Computed powers = (Computed) PowOperator.raised(node, size, (double) p);
        Computed means =
                new PoolOperator(Pool.Kind.AVERAGE, isGlobal).pooled(node, node.inOrder(powers), windows, false, true);
        int taps = windows.stream().mapToInt(Window::kernel).reduce(1, Math::multiplyExact);
        Known count = node.number("count", taps);
        Value sums = Arithmetic.MULTIPLY.combine(node, means, count);
        node.result(PowOperator.raised(node, sums, 1.0 / p));
    }

    /** Windows with as much padding behind as the last one reaches in ceil mode: zeros add nothing to a sum. */
    private static List<Window> reaching(List<Window> windows, List<Integer> sizes) {
        Pool ceil = new Pool(Pool.Kind.AVERAGE, windows, true, true);
        List<Window> reaching = new ArrayList<>();
        for (int axis = 0; axis < windows.size(); axis++) {
            Window window = windows.get(axis);
            int size = sizes.get(axis);
            long reached = (ceil.count(axis, size) - 1) * window.stride() + window.span();
            long begin = window.padBegin(size);
            long end = Math.max(window.padEnd(size), reached - size - begin);
            Padding padding = new Padding.Explicit(Math.toIntExact(begin), Math.toIntExact(end));
            reaching.add(new Window(window.kernel(), window.stride(), window.dilation(), padding));
        }
        return reaching;
    }
}
