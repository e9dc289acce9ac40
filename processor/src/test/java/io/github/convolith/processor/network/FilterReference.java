package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Parameters;

/**
 * Kernel and bias as they follow from what is stored, in double precision.
 *
 * @param kernel in correlation order: output × input/groups × taps
 * @param bias one summand an output, with its sign
 */
record FilterReference(double[] kernel, double[] bias) {

    /** The filter of a convolution or dense layer, whose weights stand in the operator or are stored. */
    static FilterReference of(Conv conv, Parameters parameters, StoredWeights weights) {
        return conv.constants()
                .map(constants -> of(new FilterSource.Known(constants), weights))
                .orElseGet(() -> of((FilterSource) parameters, weights));
    }

    /** The filter that a source describes. */
    static FilterReference of(FilterSource source, StoredWeights weights) {
        if (source instanceof FilterSource.Known known) {
            return new FilterReference(
                    doubles(known.constants().kernel()),
                    doubles(known.constants().bias()));
        }
        if (source instanceof FilterSource.Stored stored) {
            return stored(stored, weights);
        }
        if (source instanceof FilterSource.Then then) {
            return of(then.filter(), weights).then(ScaleReference.of(then.scale(), weights));
        }
        if (source instanceof FilterSource.After after) {
            return of(after.filter(), weights).after(ScaleReference.of(after.scale(), weights), after.groups());
        }
        throw new IllegalArgumentException("no reference for " + source);
    }

    private static FilterReference stored(FilterSource.Stored stored, StoredWeights weights) {
        float[] weight = weights.of(stored.layer() + ".weight");
        int in = stored.in() / stored.groups();
        int out = stored.out() / stored.groups();
        int taps = stored.kernel().stream().reduce(1, Math::multiplyExact);
        double[] kernel = new double[weight.length];
        for (int o = 0; o < stored.out(); o++) {
            for (int i = 0; i < in; i++) {
                for (int tap = 0; tap < taps; tap++) {
                    // Stored input first, a transposed kernel scatters; to gather with it is to go through it
                    // backwards.
                    int row = stored.transposed() ? ((o / out) * in + i) * out + o % out : o * in + i;
                    boolean backwards = stored.transposed() != stored.flipped();
                    int from = backwards ? taps - 1 - tap : tap;
                    kernel[(o * in + i) * taps + tap] = weight[row * taps + from];
                }
            }
        }
        double[] bias = new double[stored.out()];
        if (stored.bias() != BiasRule.NONE) {
            float[] values = weights.of(stored.layer() + ".bias");
            for (int o = 0; o < bias.length; o++) {
                bias[o] = stored.bias() == BiasRule.SUBTRACT ? -values[o] : values[o];
            }
        }
        return new FilterReference(kernel, bias);
    }

    private FilterReference then(ScaleReference scale) {
        double[] scaled = kernel.clone();
        double[] shifted = bias.clone();
        for (int i = 0; i < kernel.length; i++) {
            scaled[i] *= scale.scale()[i / (kernel.length / bias.length)];
        }
        for (int o = 0; o < bias.length; o++) {
            shifted[o] = scale.scale()[o] * bias[o] + scale.shift()[o];
        }
        return new FilterReference(scaled, shifted);
    }

    private FilterReference after(ScaleReference scale, int groups) {
        double[] scaled = kernel.clone();
        double[] shifted = bias.clone();
        int out = bias.length;
        int in = scale.scale().length / groups;
        int taps = kernel.length / out / in;
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                int channel = o / (out / groups) * in + i;
                for (int tap = 0; tap < taps; tap++) {
                    int index = (o * in + i) * taps + tap;
                    scaled[index] *= scale.scale()[channel];
                    shifted[o] += kernel[index] * scale.shift()[channel];
                }
            }
        }
        return new FilterReference(scaled, shifted);
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
