package io.github.convolith.runtime;

import java.util.Arrays;

/**
 * One factor and one summand for each channel, {@code y = scale·x + shift}: what a batch normalisation is once it has been
 * trained, and a normalisation of inputs too. Immutable; computed in double precision, and rounded to float once, by the
 * accessors.
 */
public final class Affine {
    private static final String MEAN = "running_mean";
    private static final String VARIANCE = "running_var";
    private static final String SCALE = "weight";
    private static final String SHIFT = "bias";

    private final double[] scale;
    private final double[] shift;

    private Affine(double[] scale, double[] shift) {
        this.scale = scale;
        this.shift = shift;
    }

    /**
     * Makes an affine map of numbers that are known.
     *
     * @param scale one factor per channel; copied
     * @param shift one summand per channel; copied
     * @return {@code scale·x + shift}
     * @throws IllegalArgumentException if there are more of one than of the other, or none
     */
    public static Affine of(float[] scale, float[] shift) {
        requireOneEach("scale", scale, "shift", shift);
        return new Affine(exact(scale), exact(shift));
    }

    /**
     * Reads a batch normalisation as it computes after training, by the names of PyTorch: {@code running_mean} and
     * {@code running_var}, and {@code weight} and {@code bias} where they are there.
     *
     * @param layer the weights of this normalisation alone
     * @param channels the number of channels
     * @param epsilon what is added to each variance
     * @return {@code weight · (x - running_mean) / √(running_var + epsilon) + bias}
     * @throws IllegalArgumentException if epsilon is negative or not a finite number
     * @throws WeightsException if the mean or the variance is missing, if a tensor does not have one value for each
     *     channel, or if a variance plus epsilon is not above 0; the message names the tensor
     */
    public static Affine batchNorm(Weights layer, int channels, float epsilon) {
        if (!(epsilon >= 0) || Float.isInfinite(epsilon)) {
            throw new IllegalArgumentException(
                    "epsilon is " + epsilon + "; it must be a finite number, and not negative");
        }
        float[] mean = layer.perChannel(MEAN, channels);
        float[] variance = layer.perChannel(VARIANCE, channels);
        double[] scale = optional(layer, SCALE, channels, 1);
        double[] shift = optional(layer, SHIFT, channels, 0);
        for (int channel = 0; channel < channels; channel++) {
            double divisor = Math.sqrt((double) variance[channel] + epsilon);
            if (!(divisor > 0)) { // a NaN, of a negative sum or in the file, is not above 0 either
                throw layer.refused(
                        VARIANCE,
                        "has the variance " + variance[channel] + " for channel " + channel + "; with epsilon "
                                + epsilon + " added it must be above 0, for its root to be divided by");
            }
            scale[channel] /= divisor;
            shift[channel] -= scale[channel] * mean[channel];
        }
        return new Affine(scale, shift);
    }

    private static double[] optional(Weights layer, String name, int channels, double absent) {
        if (layer.contains(name)) {
            return exact(layer.perChannel(name, channels));
        }
        double[] values = new double[channels];
        Arrays.fill(values, absent);
        return values;
    }

    /**
     * Makes the normalisation of inputs by the mean and the standard deviation of each channel.
     *
     * @param mean one mean per channel
     * @param std one standard deviation per channel
     * @return {@code (x - mean) / std}
     * @throws IllegalArgumentException if there are more of one than of the other, or none, or if a number is not finite
     *     or a deviation not above 0
     */
    public static Affine normalization(float[] mean, float[] std) {
        requireOneEach("mean", mean, "std", std);
        double[] scale = new double[mean.length];
        double[] shift = new double[mean.length];
        for (int channel = 0; channel < mean.length; channel++) {
            if (!(std[channel] > 0) || Float.isInfinite(std[channel])) {
                throw new IllegalArgumentException("std[" + channel + "] is " + std[channel]
                        + "; it is divided by, and must be finite and above 0");
            }
            if (!Float.isFinite(mean[channel])) {
                throw new IllegalArgumentException("mean[" + channel + "] is " + mean[channel] + "; it must be finite");
            }
            scale[channel] = 1.0 / std[channel];
            shift[channel] = -(double) mean[channel] / std[channel];
        }
        return new Affine(scale, shift);
    }

    /**
     * {@return this map with another one after it, as one}
     *
     * @param next takes what this one gives
     * @throws IllegalArgumentException if the other one has another number of channels
     */
    public Affine then(Affine next) {
        if (next.channels() != channels()) {
            throw new IllegalArgumentException(
                    "an affine map of " + channels() + " channels cannot be followed by one of " + next.channels());
        }
        double[] bothScale = new double[channels()];
        double[] bothShift = new double[channels()];
        for (int channel = 0; channel < channels(); channel++) {
            bothScale[channel] = next.scale[channel] * scale[channel];
            bothShift[channel] = next.scale[channel] * shift[channel] + next.shift[channel];
        }
        return new Affine(bothScale, bothShift);
    }

    /** {@return the number of channels} */
    public int channels() {
        return scale.length;
    }

    /**
     * {@return the factors, one per channel, in a fresh array}
     *
     * @throws WeightsException if one is beyond the largest float
     */
    public float[] scale() {
        return rounded("scale", scale);
    }

    /**
     * {@return the summands, one per channel, in a fresh array}
     *
     * @throws WeightsException if one is beyond the largest float
     */
    public float[] shift() {
        return rounded("shift", shift);
    }

    /** {@return the factor of a channel, before rounding} */
    double scale(int channel) {
        return scale[channel];
    }

    /** {@return the summand of a channel, before rounding} */
    double shift(int channel) {
        return shift[channel];
    }

    private static void requireOneEach(String name, float[] values, String otherName, float[] others) {
        if (values.length != others.length || values.length == 0) {
            throw new IllegalArgumentException(name + " has " + values.length + " values and " + otherName + " "
                    + others.length + "; both need one for each channel");
        }
    }

    private static double[] exact(float[] values) {
        double[] exact = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            exact[i] = values[i];
        }
        return exact;
    }

    /** {@return these values as float} Named in the message if one is finite but would no longer be. */
    static float[] rounded(String name, double[] exact) {
        float[] rounded = new float[exact.length];
        for (int i = 0; i < exact.length; i++) {
            rounded[i] = rounded(name, i, exact[i]);
        }
        return rounded;
    }

    /** {@return a value as float} Named in the message if it is finite but would no longer be. */
    static float rounded(String name, int index, double exact) {
        float rounded = (float) exact;
        if (Float.isInfinite(rounded) && !Double.isInfinite(exact)) {
            throw new WeightsException("once the layers around it are folded in, the " + name + " of channel " + index
                    + " is " + exact + ", beyond the largest float; the weights are not those of a network that works");
        }
        return rounded;
    }
}
