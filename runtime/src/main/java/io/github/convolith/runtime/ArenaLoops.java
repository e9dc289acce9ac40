package io.github.convolith.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The loops over one input or output that take each element from its place outside, where the layout of the port says
 * the order, to its place in an arena, or back. Immutable; running them allocates nothing.
 *
 * <p>Axes that are one run on both sides count as one axis, so that equal orders without gaps are a single copy. Of the
 * others, two matter: the axis along which the outside is contiguous, and the one along which the arena is, or comes
 * nearest to it. Strips are copied along one of them, a few next to each other along the other, so that what a cache
 * line brings in is used before it is gone. All other axes are loops around these.
 */
final class ArenaLoops {

    /** A strip shorter than this is not worth a call. */
    private static final int SHORT = 8;

    /** How many strips are copied next to each other: the elements of a cache line of 64 bytes. */
    private static final int BAND = 16;

    /** How long a strip is at most while others wait to be copied next to it: 256 cache lines are 16 KiB. */
    private static final int STRIP = 256;

    /** An axis of the activation, with its steps outside and in the arena. */
    private record Axis(int extent, int step, int arenaStep) {
        static final Axis SINGLE = new Axis(1, 1, 1);
    }

    private final int arenaOffset;
    private final Axis[] outer;
    private final Axis across;
    private final Axis along;

    private ArenaLoops(int arenaOffset, List<Axis> outer, Axis across, Axis along) {
        this.arenaOffset = arenaOffset;
        this.outer = outer.toArray(Axis[]::new);
        this.across = across;
        this.along = along;
    }

    /** {@return the loops over what lies in this slot} */
    static ArenaLoops over(Slot slot) {
        List<Axis> outer = merged(slot);
        if (outer.isEmpty()) {
            return new ArenaLoops(slot.offset(), outer, Axis.SINGLE, Axis.SINGLE);
        }
        Axis contiguousOutside = outer.remove(outer.size() - 1);
        if (outer.isEmpty() || (contiguousOutside.arenaStep() == 1 && contiguousOutside.extent() >= SHORT)) {
            return new ArenaLoops(slot.offset(), outer, Axis.SINGLE, contiguousOutside);
        }
        Axis nearest = outer.stream()
                .reduce((a, b) -> b.arenaStep() < a.arenaStep() ? b : a)
                .orElseThrow();
        outer.remove(nearest);
        boolean longEnough = contiguousOutside.extent() >= Math.min(SHORT, nearest.extent());
        return longEnough
                ? new ArenaLoops(slot.offset(), outer, nearest, contiguousOutside)
                : new ArenaLoops(slot.offset(), outer, contiguousOutside, nearest);
    }

    /** The axes in their order outside, without those of extent 1, and with those as one that are one run. */
    private static List<Axis> merged(Slot slot) {
        Shape shape = slot.port().shape();
        int[] strides = slot.strides();
        List<Axis> axes = new ArrayList<>();
        int step = shape.elements();
        for (int axis : slot.port().layout().axes(shape.rank()).toArray()) {
            int extent = shape.dimension(axis);
            step /= extent;
            if (extent == 1) {
                continue;
            }
            Axis inner = new Axis(extent, step, strides[axis]);
            int last = axes.size() - 1;
            if (last >= 0 && axes.get(last).arenaStep() == extent * strides[axis]) {
                Axis both = new Axis(axes.get(last).extent() * extent, step, strides[axis]);
                axes.set(last, both);
            } else {
                axes.add(inner);
            }
        }
        return axes;
    }

    /**
     * Copies every element once.
     *
     * @param outside what holds the activation outside
     * @param offset where in it the activation begins
     * @param strip copies a strip in the direction that is wanted
     */
    <A> void run(A outside, int offset, float[] arena, Strip<A> strip) {
        loop(0, outside, offset, arena, arenaOffset, strip);
    }

    private <A> void loop(int depth, A outside, int at, float[] arena, int arenaAt, Strip<A> strip) {
        if (depth == outer.length) {
            bands(outside, at, arena, arenaAt, strip);
            return;
        }
        Axis axis = outer[depth];
        for (int i = 0; i < axis.extent; i++) {
            loop(depth + 1, outside, at + i * axis.step, arena, arenaAt + i * axis.arenaStep, strip);
        }
    }

    private <A> void bands(A outside, int at, float[] arena, int arenaAt, Strip<A> strip) {
        if (across.extent == 1) {
            strip.copy(outside, at, along.step, arena, arenaAt, along.arenaStep, along.extent);
            return;
        }
        for (int band = 0; band < across.extent; band += BAND) {
            int bandEnd = Math.min(band + BAND, across.extent);
            for (int first = 0; first < along.extent; first += STRIP) {
                int count = Math.min(STRIP, along.extent - first);
                int i = band;
                if (along.step == 1 && across.arenaStep == 1) {
                    for (; i <= bandEnd - 4; i += 4) {
                        strip.copyFour(
                                outside,
                                at + i * across.step + first,
                                across.step,
                                arena,
                                arenaAt + i + first * along.arenaStep,
                                along.arenaStep,
                                count);
                    }
                }
                for (; i < bandEnd; i++) {
                    strip.copy(
                            outside,
                            at + i * across.step + first * along.step,
                            along.step,
                            arena,
                            arenaAt + i * across.arenaStep + first * along.arenaStep,
                            along.arenaStep,
                            count);
                }
            }
        }
    }
}
