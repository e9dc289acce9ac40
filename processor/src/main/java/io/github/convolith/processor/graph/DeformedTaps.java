package io.github.convolith.processor.graph;

import java.util.List;

/**
 * What the taps of a deformable convolution meet, laid side by side: a channel for each input channel and tap, of one
 * element an output position. A tap is moved from its place by as much as the second input says, and takes what lies
 * there by linear interpolation between four elements, those outside being zero; a third input is multiplied with it.
 * The convolution itself is pointwise then, with the taps as channels.
 *
 * @param windows one for rows, one for columns
 * @param groups of channels, each moved by numbers of its own: channels of the second input are groups × taps × (rows,
 *     columns), those of the third are groups × taps
 * @param masked whether there is a third input
 */
public record DeformedTaps(List<Window> windows, int groups, boolean masked) implements Op {
    public DeformedTaps {
        windows = List.copyOf(windows);
        if (windows.size() != 2 || groups < 1) {
            throw new IllegalArgumentException(windows.size() + " axes, " + groups + " groups");
        }
    }

    @Override
    public String title() {
        return "deformed taps";
    }

    @Override
    public int inputs() {
        return masked ? 3 : 2;
    }

    /** Taps of a kernel plane. */
    public int taps() {
        return Math.multiplyExact(windows.get(0).kernel(), windows.get(1).kernel());
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(input.sizes().size() == 2, "it slides along two axes and is given %s", input);
        Misfit.unless(input.channels() % groups == 0, "%d channels do not make %d groups", input.channels(), groups);
        long rows = windows.get(0).output(input.size(0));
        long columns = windows.get(1).output(input.size(1));
        Misfit.unless(rows >= 1 && columns >= 1, "its kernel does not fit into %s even once", input);
        require(inputs.get(1), 2L * groups * taps(), rows, columns, "offsets");
        if (masked) {
            require(inputs.get(2), (long) groups * taps(), rows, columns, "mask");
        }
        return Shape.ofLong(List.of((long) input.channels() * taps(), rows, columns));
    }

    private static void require(Shape shape, long channels, long rows, long columns, String what) {
        Shape wanted = Shape.ofLong(List.of(channels, rows, columns));
        Misfit.unless(shape.equals(wanted), "its %s are %s instead of %s", what, shape, wanted);
    }
}
