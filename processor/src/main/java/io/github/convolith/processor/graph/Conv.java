package io.github.convolith.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * A convolution over its spatial axes, with bias and activation. Without any spatial axis it is a dense layer.
 *
 * <p>With {@code residual} it takes a second input, of the shape of its output, which is added before the activation.
 *
 * @param in input channels
 * @param out output channels
 * @param groups channel groups; divides both {@code in} and {@code out}
 * @param windows one window per spatial axis, outermost first
 * @param flipped whether the kernel is flipped on every axis (a convolution as mathematics defines it)
 * @param bias what becomes of the bias
 * @param residual whether a second input is added
 * @param activation applied to every output element
 * @param constants the weights, where they are to be written into the code
 * @param request what the spec asks of the planner
 */
public record Conv(
        int in,
        int out,
        int groups,
        List<Window> windows,
        boolean flipped,
        BiasRule bias,
        boolean residual,
        Activation activation,
        Optional<Constants> constants,
        Request request)
        implements Weighted {

    public Conv {
        windows = List.copyOf(windows);
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException("channels " + in + " → " + out + " in " + groups + " groups");
        }
    }

    /** A convolution of one input that leaves everything to the planner. */
    public Conv(
            int in,
            int out,
            int groups,
            List<Window> windows,
            boolean flipped,
            BiasRule bias,
            Activation activation,
            Optional<Constants> constants) {
        this(in, out, groups, windows, flipped, bias, false, activation, constants, Request.AUTO);
    }

    /** The same convolution with other windows. */
    public Conv withWindows(List<Window> others) {
        return new Conv(in, out, groups, others, flipped, bias, residual, activation, constants, request);
    }

    /** The same convolution with another rule for its bias. */
    public Conv withBias(BiasRule rule) {
        return new Conv(in, out, groups, windows, flipped, rule, residual, activation, constants, request);
    }

    /** The same convolution, whose weights are brought into the form it computes with when the network is linked. */
    public Conv asStored() {
        BiasRule rule = bias == BiasRule.NONE ? BiasRule.NONE : BiasRule.ADD;
        return new Conv(in, out, groups, windows, false, rule, residual, activation, constants, request);
    }

    /** The same convolution with a second input that is added to its sums. */
    public Conv withResidual() {
        return new Conv(in, out, groups, windows, flipped, bias, true, activation, constants, request);
    }

    @Override
    public Conv withActivation(Activation other) {
        return new Conv(in, out, groups, windows, flipped, bias, residual, other, constants, request);
    }

    @Override
    public Conv withFilter() {
        return withBias(BiasRule.ADD).withConstants(Optional.empty());
    }

    @Override
    public boolean meetsOnlyInput(Shape input) {
        for (int axis = 0; axis < windows.size(); axis++) {
            Window window = windows.get(axis);
            if (window.padBegin(input.size(axis)) > 0 || window.padEnd(input.size(axis)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The same convolution with these weights in its code, or with none. */
    public Conv withConstants(Optional<Constants> values) {
        return new Conv(in, out, groups, windows, flipped, bias, residual, activation, values, request);
    }

    /** Input channels that one output channel sees. */
    public int inPerGroup() {
        return in / groups;
    }

    /** Output channels of one group. */
    public int outPerGroup() {
        return out / groups;
    }

    /** Taps of one kernel plane, over all spatial axes. */
    public long taps() {
        return windows.stream().mapToLong(Window::kernel).reduce(1, Math::multiplyExact);
    }

    /** Multiply-adds for one output position of one output channel. */
    public long workPerOutput() {
        return Math.multiplyExact(taps(), (long) inPerGroup());
    }

    /** Kernel values. */
    public long weights() {
        return Math.multiplyExact(workPerOutput(), (long) out);
    }

    /** Whether every output channel sees one input channel only. */
    public boolean isDepthwise() {
        return groups == in && groups > 1;
    }

    @Override
    public String title() {
        return windows.isEmpty() ? "dense" : isDepthwise() ? "depthwise convolution" : "convolution";
    }

    @Override
    public int inputs() {
        return residual ? 2 : 1;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(input.channels() == in, "it takes %d channels and is given %s", in, input);
        Misfit.unless(
                input.sizes().size() == windows.size(),
                "it slides along %d axes and is given %s",
                windows.size(),
                input);
        for (int axis = 0; axis < windows.size(); axis++) {
            Misfit.unless(
                    windows.get(axis).output(input.size(axis)) >= 1,
                    "its kernel of %d does not fit into %s even once",
                    windows.get(axis).kernel(),
                    input);
        }
        Shape output = output(input);
        Misfit.unless(
                !residual || inputs.get(1).equals(output),
                "it adds %s to its sums of %s",
                inputs.get(inputs.size() - 1),
                output);
        return output;
    }

    @Override
    public long work(List<Shape> inputs) {
        return Math.multiplyExact(output(inputs.get(0)).elements(), workPerOutput());
    }

    /** The shape of the result for an input of fixed shape. */
    public Shape output(Shape input) {
        int[] sizes = new int[windows.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = Math.toIntExact(windows.get(axis).output(input.size(axis)));
        }
        return Shape.of(out, sizes);
    }
}
