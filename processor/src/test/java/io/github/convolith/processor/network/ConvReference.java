package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** A convolution over any number of axes; over none it is a dense layer. */
final class ConvReference implements OpReference<Conv> {
    /** Of the largest sum that there could be: what Winograd's transforms carry from one output of a tile to another. */
    private static final double NEIGHBOURS = 4e-8;

    @Override
    public Value compute(Conv op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        FilterReference filter = FilterReference.of(op, parameters, weights);
        Windows windows = new Windows(op.windows(), input.shape(), false);
        List<int[]> taps = windows.taps();
        int inPerGroup = op.in() / op.groups();
        double carried = NEIGHBOURS * largestSum(filter, input);
        return Value.of(Shape.of(op.out(), windows.counts()), place -> {
            int output = place[0];
            Inexact sum = Inexact.exactly(filter.bias()[output]).withError(carried);
            for (int i = 0; i < inPerGroup; i++) {
                int channel = output / (op.out() / op.groups()) * inPerGroup + i;
                for (int tap = 0; tap < taps.size(); tap++) {
                    int[] met = windows.met(channel, place, taps.get(tap));
                    if (input.has(met)) {
                        double weight = filter.kernel()[(output * inPerGroup + i) * taps.size() + tap];
                        sum = sum.plus(input.at(met).times(weight));
                    }
                }
            }
            if (op.residual()) {
                sum = sum.plus(inputs.get(1).at(place));
            }
            return ActivateReference.activate(op.activation(), sum);
        });
    }

    private static double largestSum(FilterReference filter, Value input) {
        double weight = DoubleStream.of(filter.kernel()).map(Math::abs).max().orElse(0);
        double element = Arrays.stream(input.numbers()).map(Math::abs).max().orElse(0);
        return weight * element * filter.kernel().length / filter.bias().length;
    }
}
