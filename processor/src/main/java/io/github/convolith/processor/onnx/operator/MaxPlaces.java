package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.TopK;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.List;

/**
 * The second result of {@code MaxPool}: where in the whole input each maximum was. What every tap of the kernel meets is
 * laid side by side; which of them is the largest then says by how much the place differs from that of the first tap.
 *
 * @param windows over one axis or two
 * @param columnMajor whether places count along the columns of a plane
 */
record MaxPlaces(NodeContext node, Computed input, List<Window> windows, boolean columnMajor) {
    /** Places from which on single precision does not tell one from the next. */
    private static final int MOST_PLACES = 1 << 24;

    /** The places of maxima of these dimensions. */
    Value places(List<Integer> pooled) {
        NodeContext.require(
                windows.size() <= 2, "its second result, the indices, is not supported over three spatial axes");
        NodeContext.require(
                GraphBuilder.count(input.dimensions()) <= MOST_PLACES,
                "its second result, the indices, is not supported for more than %d elements",
                MOST_PLACES);
        Computed tap = new Computed(largestTap(pooled), pooled);
        Value place = Arithmetic.ADD.combine(node, first(pooled), scaled(tap, distance(windows.size() - 1)));
        if (windows.size() == 1) {
            return place;
        }
        // From one row of the kernel to the next it is further than from tap to tap.
        int columns = windows.get(1).kernel();
        Value middle = Arithmetic.ADD.combine(node, tap, number("half", 0.5f));
        Value row = FunctionOperator.applied(
                node,
                Arithmetic.DIVIDE.combine(node, middle, number("columns", columns)),
                new Unary(Unary.Kind.FLOOR, 0f));
        return Arithmetic.ADD.combine(node, place, scaled(row, distance(0) - columns * distance(1)));
    }

    private Value scaled(Value value, int factor) {
        return Arithmetic.MULTIPLY.combine(node, value, number("step " + factor, factor));
    }

    private Known number(String name, float value) {
        return new Known(node.name(1) + " " + name, Numbers.of(List.of(), value));
    }

    /** By how much the place grows from one tap to the next along an axis. */
    private int distance(int axis) {
        return windows.get(axis).dilation() * stride(axis);
    }

    private int stride(int axis) {
        List<Integer> sizes = sizes();
        return windows.size() == 1 || (axis == 1) != columnMajor ? 1 : sizes.get(columnMajor ? 0 : 1);
    }

    private List<Integer> sizes() {
        return input.dimensions().subList(2, input.dimensions().size());
    }

    private int begin(int axis) {
        return Math.toIntExact(windows.get(axis).padBegin(sizes().get(axis)));
    }

    /** The node of the numbers of the taps that meet the maxima. */
    private String largestTap(List<Integer> pooled) {
        int channels = Math.multiplyExact(pooled.get(0), pooled.get(1));
        List<Integer> begins = new ArrayList<>(List.of(0));
        List<Integer> ends = new ArrayList<>(List.of(0));
        List<Integer> found = new ArrayList<>(List.of(channels));
        List<Integer> steps = new ArrayList<>(List.of(1));
        for (int axis = 0; axis < windows.size(); axis++) {
            Window window = windows.get(axis);
            int output = pooled.get(2 + axis);
            long reached = (output - 1L) * window.stride() + window.span();
            begins.add(begin(axis));
            ends.add(Math.toIntExact(Math.max(0, reached - sizes().get(axis) - begin(axis))));
            found.add(output);
            steps.add(window.stride());
        }
        String padded = node.builder()
                .add(
                        node.name(1) + " padded",
                        new Pad(begins, ends, Pad.Mode.CONSTANT, -Float.MAX_VALUE),
                        List.of(node.as(input, new Shape(channels, sizes()))),
                        Parameters.NONE);
        int columns = windows.size() == 1 ? 1 : windows.get(1).kernel();
        int taps = windows.stream().mapToInt(Window::kernel).reduce(1, Math::multiplyExact);
        List<String> met = new ArrayList<>();
        for (int tap = 0; tap < taps; tap++) {
            List<Integer> from =
                    new ArrayList<>(List.of(0, tap / columns * windows.get(0).dilation()));
            if (windows.size() == 2) {
                from.add(tap % columns * windows.get(1).dilation());
            }
            String part = node.builder()
                    .add(node.name(1) + " tap " + tap, new Slice(from, found, steps), List.of(padded), Parameters.NONE);
            met.add(node.builder().reshape(part, Shape.of(1, GraphBuilder.count(found))));
        }
        String all = Slices.joined(node, 0, met);
        return node.builder()
                .add(
                        node.name(1) + " tap",
                        new TopK(0, 1, true, false, TopK.Result.PLACES),
                        List.of(all),
                        Parameters.NONE);
    }

    /** The places that the first tap meets, those in the padding included. */
    private Known first(List<Integer> pooled) {
        int plane = GraphBuilder.count(sizes());
        float[] places = new float[GraphBuilder.count(pooled)];
        List<Integer> outputs = pooled.subList(2, pooled.size());
        int perPlane = GraphBuilder.count(outputs);
        int columns = windows.size() == 1 ? 1 : outputs.get(1);
        for (int i = 0; i < places.length; i++) {
            int at = i % perPlane;
            int place = i / perPlane * plane + (at / columns * windows.get(0).stride() - begin(0)) * stride(0);
            if (windows.size() == 2) {
                place += (at % columns * windows.get(1).stride() - begin(1)) * stride(1);
            }
            places[i] = place;
        }
        return new Known(node.name(1) + " first", Numbers.of(pooled, places));
    }
}
