package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Borders of every kind: by themselves, and before what takes them for padding of its own. */
final class RandomPads implements RandomLayer {
    @Override
    public void addTo(Sketch sketch) {
        switch (sketch.random.nextInt(4)) {
            case 0 -> border(sketch, Pad.Mode.CONSTANT, 0f, false).ifPresent(name -> RandomConvs.addNew(sketch, name));
            case 1 -> addPool(sketch);
            default -> {
                Pad.Mode mode = Pad.Mode.values()[sketch.random.nextInt(Pad.Mode.values().length)];
                float value = mode == Pad.Mode.CONSTANT && sketch.once(2) ? 0.5f : 0f;
                border(sketch, mode, value, true);
            }
        }
    }

    private static void addPool(Sketch sketch) {
        boolean isMax = sketch.once(2);
        // What is never the largest element is padding to a maximum; but not to anything else that may read it.
        Optional<String> padded = border(sketch, Pad.Mode.CONSTANT, isMax ? Float.NEGATIVE_INFINITY : 0f, false);
        if (padded.isEmpty()) {
            return;
        }
        sketch.hide(padded.get());
        Shape shape = sketch.shape(padded.get());
        List<Window> windows = new ArrayList<>();
        for (int axis = 1; axis < shape.rank(); axis++) {
            // Wider than any border, so that no window sees the border alone.
            windows.add(new Window(4, sketch.between(1, 2), 1, Padding.NONE));
        }
        // Rounded up, the last window might begin in the border all the same.
        boolean ceilMode = !isMax && sketch.once(3);
        sketch.add(
                new Pool(isMax ? Pool.Kind.MAX : Pool.Kind.AVERAGE, windows, ceilMode, sketch.once(2)), padded.get());
    }

    /** Puts a border around something, or takes some away from it, along all axes or the spatial ones. */
    private static Optional<String> border(Sketch sketch, Pad.Mode mode, float value, boolean everywhere) {
        Optional<String> from = sketch.any(shape -> everywhere || shape.rank() == 2 || shape.rank() == 3);
        if (from.isEmpty()) {
            return from;
        }
        Shape shape = sketch.shape(from.get());
        List<Integer> begins = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
        List<Integer> ends = new ArrayList<>(begins);
        for (int axis = everywhere ? 0 : 1; axis < shape.rank(); axis++) {
            boolean isLeft = sketch.once(3);
            int least = everywhere && sketch.once(4) ? -1 : 0;
            begins.set(axis, isLeft ? 0 : sketch.between(least, 3));
            ends.set(axis, isLeft ? 0 : sketch.between(least, 3));
        }
        return sketch.add(new Pad(begins, ends, mode, value), from.get());
    }
}
