package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import java.util.Arrays;
import java.util.List;

/**
 * A transposed convolution over any number of axes, as it is defined: every input element, times the kernel, is added
 * to the output around its place; then the padding is cut off.
 */
final class ConvTransposeReference implements OpReference<ConvTranspose> {
    @Override
    public Value compute(ConvTranspose op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        FilterReference filter = FilterReference.of((FilterSource) parameters, weights);
        int axes = op.windows().size();
        int[] begins = new int[axes];
        int[] sizes = new int[axes];
        for (int axis = 0; axis < axes; axis++) {
            int[] cut = cut(op.windows().get(axis), input.extent(1 + axis));
            begins[axis] = cut[0];
            sizes[axis] = cut[1];
        }
        Shape shape = Shape.of(op.out(), sizes);
        Inexact[] elements = new Inexact[Math.toIntExact(shape.elements())];
        int plane = elements.length / op.out();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Inexact.exactly(filter.bias()[i / plane]);
        }
        int[] kernel =
                op.windows().stream().mapToInt(each -> each.window().kernel()).toArray();
        List<int[]> taps = Value.places(kernel);
        int in = op.in() / op.groups();
        int out = op.out() / op.groups();
        int[] extents =
                input.shape().dimensions().stream().mapToInt(Integer::intValue).toArray();
        for (int[] from : Value.places(extents)) {
            for (int o = 0; o < out; o++) {
                int output = from[0] / in * out + o;
                for (int tap = 0; tap < taps.size(); tap++) {
                    int at = output;
                    boolean isInside = true;
                    for (int axis = 0; axis < axes; axis++) {
                        Window window = op.windows().get(axis).window();
                        int to = from[1 + axis] * window.stride()
                                + taps.get(tap)[axis] * window.dilation()
                                - begins[axis];
                        isInside &= to >= 0 && to < sizes[axis];
                        at = at * sizes[axis] + to;
                    }
                    if (isInside) {
                        // The filter has its taps in the order of a correlation, which is backwards here.
                        int backwards = taps.size() - 1 - tap;
                        double weight = filter.kernel()[(output * in + from[0] % in) * taps.size() + backwards];
                        elements[at] = elements[at].plus(input.at(from).times(weight));
                    }
                }
            }
        }
        List<Inexact> sums = Arrays.asList(elements);
        return new Value(shape, sums).map(sum -> ActivateReference.activate(op.activation(), sum));
    }

    /** How many elements are cut off at the beginning of an axis, and how many are left. */
    private static int[] cut(TransposedWindow transposed, int size) {
        Window window = transposed.window();
        int whole = (size - 1) * window.stride()
                + window.dilation() * (window.kernel() - 1)
                + 1
                + transposed.outputPadding();
        if (window.padding() instanceof Padding.Explicit pad) {
            return new int[] {pad.begin(), whole - pad.begin() - pad.end()};
        }
        int wanted = size * window.stride();
        int total = Math.max(0, whole - wanted);
        boolean oddAtEnd = ((Padding.Same) window.padding()).oddAtEnd();
        return new int[] {oddAtEnd ? total / 2 : (total + 1) / 2, wanted};
    }
}
