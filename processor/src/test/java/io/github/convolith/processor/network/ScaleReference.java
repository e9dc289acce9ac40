package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import java.util.List;

/**
 * {@code scale·x + shift} channel by channel, as it follows from what is stored, in double precision.
 *
 * @param scale one factor a channel
 * @param shift one summand a channel
 */
record ScaleReference(double[] scale, double[] shift) {

    /** The operator. */
    static final class Operator implements OpReference<Scale> {
        @Override
        public Value compute(Scale op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
            ScaleReference affine = of((ScaleSource) parameters, weights);
            Value input = inputs.get(0);
            return Value.of(
                    input.shape(),
                    place -> ActivateReference.activate(
                            op.activation(),
                            input.at(place)
                                    .times(affine.scale[place[0]])
                                    .plus(Inexact.exactly(affine.shift[place[0]]))));
        }
    }

    /** The scale and shift that a source describes. */
    static ScaleReference of(ScaleSource source, StoredWeights weights) {
        if (source instanceof ScaleSource.BatchNorm norm) {
            return batchNorm(norm, weights);
        }
        if (source instanceof ScaleSource.Stored stored) {
            float[] weight = weights.of(stored.layer() + ".weight");
            float[] bias = weights.of(stored.layer() + ".bias");
            double[] scale = new double[stored.channels()];
            double[] shift = new double[stored.channels()];
            for (int c = 0; c < stored.channels(); c++) {
                scale[c] = weight[c];
                shift[c] = bias[c];
            }
            return new ScaleReference(scale, shift);
        }
        if (source instanceof ScaleSource.Normalization normalization) {
            int channels = normalization.mean().length;
            double[] scale = new double[channels];
            double[] shift = new double[channels];
            for (int c = 0; c < channels; c++) {
                scale[c] = 1.0 / normalization.std()[c];
                shift[c] = -normalization.mean()[c] / (double) normalization.std()[c];
            }
            return new ScaleReference(scale, shift);
        }
        if (source instanceof ScaleSource.Then then) {
            ScaleReference first = of(then.first(), weights);
            ScaleReference second = of(then.second(), weights);
            double[] scale = first.scale.clone();
            double[] shift = first.shift.clone();
            for (int c = 0; c < scale.length; c++) {
                scale[c] *= second.scale[c];
                shift[c] = shift[c] * second.scale[c] + second.shift[c];
            }
            return new ScaleReference(scale, shift);
        }
        throw new IllegalArgumentException("no reference for " + source);
    }

    /** {@code weight · (x - mean) / √(variance + epsilon) + bias}. */
    private static ScaleReference batchNorm(ScaleSource.BatchNorm norm, StoredWeights weights) {
        float[] mean = weights.of(norm.layer() + ".running_mean");
        float[] variance = weights.of(norm.layer() + ".running_var");
        double[] scale = new double[norm.channels()];
        double[] shift = new double[norm.channels()];
        for (int c = 0; c < norm.channels(); c++) {
            String weight = norm.layer() + ".weight";
            String bias = norm.layer() + ".bias";
            double gamma = weights.contains(weight) ? weights.of(weight)[c] : 1;
            double beta = weights.contains(bias) ? weights.of(bias)[c] : 0;
            scale[c] = gamma / Math.sqrt((double) variance[c] + norm.epsilon());
            shift[c] = beta - scale[c] * mean[c];
        }
        return new ScaleReference(scale, shift);
    }
}
