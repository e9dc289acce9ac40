package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transposed convolution over its spatial axes, with bias and activation: input element {@code i} times tap
 * {@code k} is added to output element {@code i·stride + k·dilation - padBegin} of each axis.
 *
 * @param in input channels
 * @param out output channels
 * @param groups channel groups; divides both {@code in} and {@code out}
 * @param windows one window per spatial axis, outermost first
 * @param bias what becomes of the bias
 * @param activation applied to every output element
 */
public record ConvTranspose(
        int in, int out, int groups, List<TransposedWindow> windows, BiasRule bias, Activation activation)
        implements Weighted {

    public ConvTranspose {
        windows = List.copyOf(windows);
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException("channels " + in + " → " + out + " in " + groups + " groups");
        }
    }

    @Override
    public Optional<Constants> constants() {
        return Optional.empty();
    }

    @Override
    public ConvTranspose withActivation(Activation other) {
        return new ConvTranspose(in, out, groups, windows, bias, other);
    }

    @Override
    public ConvTranspose withFilter() {
        return new ConvTranspose(in, out, groups, windows, BiasRule.ADD, activation);
    }

    @Override
    public boolean meetsOnlyInput(Shape input) {
        // Outputs between those that neighbouring inputs reach meet fewer of them, and so do those at the border.
        return false;
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
        return windows.stream().mapToLong(each -> each.window().kernel()).reduce(1, Math::multiplyExact);
    }

    @Override
    public String title() {
        return "transposed convolution";
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
        List<Long> dimensions = new ArrayList<>(List.of((long) out));
        for (int axis = 0; axis < windows.size(); axis++) {
            long size = windows.get(axis).output(input.size(axis));
            Misfit.unless(size >= 1, "its padding leaves nothing of what it makes of %s", input);
            dimensions.add(size);
        }
        return Shape.ofLong(dimensions);
    }

    /** Every element of the input meets every tap, also where the result is taken away. */
    @Override
    public long work(List<Shape> inputs) {
        return Math.multiplyExact(inputs.get(0).elements(), Math.multiplyExact(taps(), (long) outPerGroup()));
    }
}
