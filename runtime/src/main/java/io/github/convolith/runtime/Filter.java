package io.github.convolith.runtime;

import java.util.Arrays;

/**
 * The kernel and the bias of a convolution, a transposed convolution or a dense layer, on the way from the weights as
 * they are stored to the form in which a generated kernel computes with them. Immutable: each step gives another one.
 *
 * <p>Whatever is folded in is kept apart, in double precision, and rounded to float once, by {@link #kernel()} and
 * {@link #bias()}.
 */
public final class Filter {

    /** In the order {@code out × in/groups × taps}, before any factor. */
    private final float[] kernel;

    /** One summand per output channel, with all that was folded in. */
    private final double[] bias;

    /** By what the kernel of each output channel is to be multiplied. */
    private final double[] outputScale;

    /** By what the weights of each input channel are to be multiplied; a single 1 for all while there is none. */
    private final double[] inputScale;

    /** In how many groups the channels of {@link #inputScale} are. */
    private final int groups;

    private Filter(float[] kernel, double[] bias, double[] outputScale, double[] inputScale, int groups) {
        this.kernel = kernel;
        this.bias = bias;
        this.outputScale = outputScale;
        this.inputScale = inputScale;
        this.groups = groups;
    }

    /** Takes the kernel as it is, without a copy. */
    private static Filter owning(float[] kernel, float[] bias) {
        double[] exactBias = new double[bias.length];
        for (int channel = 0; channel < bias.length; channel++) {
            exactBias[channel] = bias[channel];
        }
        double[] ones = new double[bias.length];
        Arrays.fill(ones, 1);
        return new Filter(kernel, exactBias, ones, new double[] {1}, 1);
    }

    /**
     * Makes a filter of numbers that are known.
     *
     * @param kernel {@code out × in/groups × kernel} values in row-major order; copied
     * @param bias {@code out} values; copied
     * @return the filter
     * @throws IllegalArgumentException if the kernel does not have the same number of values for each output channel
     */
    public static Filter of(float[] kernel, float[] bias) {
        if (bias.length == 0 || kernel.length == 0 || kernel.length % bias.length != 0) {
            throw new IllegalArgumentException("a kernel of " + kernel.length + " values does not consist of "
                    + bias.length + " equal parts, one for each value of the bias");
        }
        return owning(kernel.clone(), bias);
    }

    /**
     * Reads the {@code weight} and the {@code bias} of a convolution or dense layer.
     *
     * @param layer the weights of this layer alone
     * @param out the number of output channels
     * @param inPerGroup the number of input channels that each output channel sees: {@code in / groups}
     * @param kernelSize the extents of the kernel, one per spatial axis; none for a dense layer
     * @return the filter
     * @throws WeightsException if a tensor is missing or does not fit, as {@link Weights#kernel} and
     *     {@link Weights#bias} say
     */
    public static Filter of(Weights layer, int out, int inPerGroup, int... kernelSize) {
        return owning(layer.kernel(out, inPerGroup, kernelSize), layer.bias(out, inPerGroup));
    }

    /**
     * Reads the {@code weight} of a convolution or dense layer that has no bias.
     *
     * @param layer the weights of this layer alone
     * @param out the number of output channels
     * @param inPerGroup the number of input channels that each output channel sees: {@code in / groups}
     * @param kernelSize the extents of the kernel, one per spatial axis; none for a dense layer
     * @return the filter, with a bias of zeros
     * @throws WeightsException if the kernel is missing or does not fit, or if there is a bias
     */
    public static Filter withoutBias(Weights layer, int out, int inPerGroup, int... kernelSize) {
        layer.requireNoBias();
        return owning(layer.kernel(out, inPerGroup, kernelSize), new float[out]);
    }

    /**
     * Reads the {@code weight}, of {@code in × out/groups × kernel} as PyTorch and ONNX store it, and the {@code bias} of
     * a transposed convolution.
     *
     * <p>A transposed convolution sends each input element, times the kernel, to its outputs. Seen from an output, it is
     * the correlation of the input, with zeros put between its elements according to the stride and around it, with the
     * kernel whose taps are reversed. That kernel is what the filter has.
     *
     * @param layer the weights of this layer alone
     * @param in the number of input channels
     * @param out the number of output channels
     * @param groups the number of channel groups, which divides both
     * @param kernelSize the extents of the kernel, one per spatial axis
     * @return the filter, in the order {@code out × in/groups × kernel}, its taps reversed
     * @throws IllegalArgumentException if the channels cannot be divided into these groups
     * @throws WeightsException if a tensor is missing or does not fit
     */
    public static Filter transposed(Weights layer, int in, int out, int groups, int... kernelSize) {
        requireGroups(in, out, groups);
        return owning(transposedKernel(layer, in, out, groups, kernelSize), layer.bias(out, in / groups));
    }

    /**
     * Reads the {@code weight} of a transposed convolution that has no bias, as {@link #transposed} does.
     *
     * @param layer the weights of this layer alone
     * @param in the number of input channels
     * @param out the number of output channels
     * @param groups the number of channel groups, which divides both
     * @param kernelSize the extents of the kernel, one per spatial axis
     * @return the filter, in the order {@code out × in/groups × kernel}, its taps reversed, with a bias of zeros
     * @throws IllegalArgumentException if the channels cannot be divided into these groups
     * @throws WeightsException if the kernel is missing or does not fit, or if there is a bias
     */
    public static Filter transposedWithoutBias(Weights layer, int in, int out, int groups, int... kernelSize) {
        requireGroups(in, out, groups);
        layer.requireNoBias();
        return owning(transposedKernel(layer, in, out, groups, kernelSize), new float[out]);
    }

    private static void requireGroups(int in, int out, int groups) {
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    in + " input and " + out + " output channels cannot be divided into " + groups + " groups");
        }
    }

    private static float[] transposedKernel(Weights layer, int in, int out, int groups, int... kernelSize) {
        int inPerGroup = in / groups;
        int outPerGroup = out / groups;
        float[] stored = layer.transposedKernel(in, outPerGroup, kernelSize);
        int taps = stored.length / in / outPerGroup;
        float[] kernel = new float[stored.length];
        for (int o = 0; o < out; o++) {
            int group = o / outPerGroup;
            for (int i = 0; i < inPerGroup; i++) {
                int from = ((group * inPerGroup + i) * outPerGroup + o % outPerGroup) * taps;
                int to = (o * inPerGroup + i) * taps;
                for (int tap = 0; tap < taps; tap++) {
                    kernel[to + tap] = stored[from + taps - 1 - tap];
                }
            }
        }
        return kernel;
    }

    /**
     * {@return this filter with the taps of its kernel reversed on every spatial axis} With it, a correlation computes
     * what a convolution in the mathematical sense does with the kernel as it was.
     *
     * @param taps the number of taps: the product of the kernel's spatial extents
     * @throws IllegalArgumentException if the kernel does not consist of so many taps for each pair of channels
     */
    public Filter flipped(int taps) {
        if (inputScale.length > 1 && taps != taps()) {
            throw new IllegalArgumentException("the kernel has " + taps() + " taps, not " + taps);
        }
        return new Filter(Weights.flipped(kernel, taps), bias, outputScale, inputScale, groups);
    }

    /** {@return this filter with every sign of its bias turned: that of a layer declared to subtract its bias} */
    public Filter negatedBias() {
        double[] negated = new double[bias.length];
        for (int channel = 0; channel < bias.length; channel++) {
            negated[channel] = -bias[channel];
        }
        return new Filter(kernel, negated, outputScale, inputScale, groups);
    }

    /**
     * {@return this filter with an affine map of its outputs folded in: {@code scale·(kernel·x + bias) + shift}}
     *
     * @param after what comes after the layer, before any activation
     * @throws IllegalArgumentException if it does not have one channel for each output channel
     */
    public Filter then(Affine after) {
        int out = bias.length;
        if (after.channels() != out) {
            throw new IllegalArgumentException("a filter of " + out
                    + " output channels cannot be followed by an affine map of " + after.channels());
        }
        double[] scaledBias = new double[out];
        double[] scale = new double[out];
        for (int o = 0; o < out; o++) {
            scaledBias[o] = after.scale(o) * bias[o] + after.shift(o);
            scale[o] = after.scale(o) * outputScale[o];
        }
        return new Filter(kernel, scaledBias, scale, inputScale, groups);
    }

    /**
     * {@return this filter with an affine map of its inputs folded in: {@code kernel·(scale·x + shift) + bias}}
     *
     * <p>This is exact only where every tap meets an element of the input. A layer that pads its input with zeros pads
     * what the map gives: at the border, the shift would be added for taps that meet none. Whoever calls this makes sure
     * that there is no padding, or that every shift is 0.
     *
     * @param before what comes before the layer
     * @param groups the number of channel groups of the layer
     * @throws IllegalArgumentException if the kernel does not fit so many input channels in so many groups
     */
    public Filter after(Affine before, int groups) {
        int in = before.channels();
        int out = bias.length;
        requireGroups(in, out, groups);
        int inPerGroup = in / groups;
        int perOutput = kernel.length / out;
        boolean first = inputScale.length == 1;
        if (perOutput % inPerGroup != 0 || !(first || (inputScale.length == in && this.groups == groups))) {
            throw new IllegalArgumentException("a kernel of " + perOutput + " values for each output channel"
                    + (first ? "" : ", of " + inputScale.length + " input channels in " + this.groups + " groups,")
                    + " does not follow an affine map of " + in + " channels in " + groups + " groups");
        }
        double[] scale = new double[in];
        for (int i = 0; i < in; i++) {
            scale[i] = before.scale(i) * inputScale[first ? 0 : i];
        }
        int taps = perOutput / inPerGroup;
        double[] shiftedBias = new double[out];
        for (int o = 0; o < out; o++) {
            int firstInput = o / (out / groups) * inPerGroup;
            double sum = 0;
            for (int i = 0; i < inPerGroup; i++) {
                double weights = 0;
                for (int tap = 0; tap < taps; tap++) {
                    weights += kernel[(o * inPerGroup + i) * taps + tap];
                }
                int channel = firstInput + i;
                sum += weights * inputScale[first ? 0 : channel] * before.shift(channel);
            }
            shiftedBias[o] = bias[o] + outputScale[o] * sum;
        }
        return new Filter(kernel, shiftedBias, outputScale, scale, groups);
    }

    /**
     * {@return the kernel, in the order {@code out × in/groups × kernel}, in a fresh array}
     *
     * @throws WeightsException if a value is beyond the largest float
     */
    public float[] kernel() {
        float[] scaled = new float[kernel.length];
        int out = bias.length;
        int taps = taps();
        int inPerGroup = inputScale.length / groups;
        int position = 0;
        for (int o = 0; o < out; o++) {
            int firstInput = o / (out / groups) * inPerGroup;
            for (int i = 0; i < inPerGroup; i++) {
                double scale = outputScale[o] * inputScale[firstInput + i];
                for (int tap = 0; tap < taps; tap++) {
                    scaled[position] = Affine.rounded("weight", o, scale * kernel[position]);
                    position++;
                }
            }
        }
        return scaled;
    }

    /**
     * {@return the bias, one value per output channel, in a fresh array}
     *
     * @throws WeightsException if a value is beyond the largest float
     */
    public float[] bias() {
        return Affine.rounded("bias", bias);
    }

    /** For each pair of channels; for all that an output channel sees, as long as its input channels do not matter. */
    private int taps() {
        return kernel.length / bias.length / (inputScale.length / groups);
    }
}
