package io.github.convolith.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * A convolution over one or two spatial axes, with bias and activation.
 *
 * @param in input channels
 * @param out output channels
 * @param groups channel groups; divides both {@code in} and {@code out}
 * @param windows one window per spatial axis, outermost first
 * @param flipped whether the kernel is flipped on every axis (a convolution as mathematics defines it)
 * @param bias what becomes of the bias
 * @param activation applied to every output element
 * @param constants the weights, where they are known at compile time
 */
public record Conv(
        int in,
        int out,
        int groups,
        List<Window> windows,
        boolean flipped,
        BiasRule bias,
        Activation activation,
        Optional<Constants> constants)
        implements Op {

    public Conv {
        windows = List.copyOf(windows);
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException("channels " + in + " → " + out + " in " + groups + " groups");
        }
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
    public Shape output(Shape input) {
        int[] sizes = new int[windows.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = Math.toIntExact(windows.get(axis).output(input.size(axis)));
        }
        return Shape.of(out, sizes);
    }
}
