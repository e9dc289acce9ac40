package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.DeformedTaps;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Taps that are moved by what follows from the same value, of the order of one. */
final class RandomDeformedTaps implements RandomLayer {
    @Override
    public void addTo(Sketch sketch) {
        Optional<String> from = sketch.any(shape -> shape.rank() == 3);
        if (from.isEmpty()) {
            return;
        }
        int channels = sketch.shape(from.get()).channels();
        int groups = channels % 2 == 0 && sketch.once(2) ? 2 : 1;
        boolean masked = sketch.once(2);
        DeformedTaps taps = new DeformedTaps(List.of(window(sketch), window(sketch)), groups, masked);
        Optional<String> offsets = moves(sketch, from.get(), taps, 2 * groups * taps.taps());
        Optional<String> mask = masked ? moves(sketch, from.get(), taps, groups * taps.taps()) : Optional.empty();
        if (offsets.isPresent() && mask.isPresent() == masked) {
            List<String> inputs = new ArrayList<>(List.of(from.get(), offsets.get()));
            mask.ifPresent(inputs::add);
            sketch.add(taps, inputs.toArray(String[]::new));
        }
    }

    private static Window window(Sketch sketch) {
        return new Window(
                sketch.between(1, 3),
                sketch.between(1, 2),
                sketch.between(1, 2),
                new Padding.Explicit(sketch.between(0, 2), sketch.between(0, 2)));
    }

    private static Optional<String> moves(Sketch sketch, String from, DeformedTaps taps, int count) {
        Conv conv = new Conv(
                sketch.shape(from).channels(),
                count,
                1,
                taps.windows(),
                false,
                BiasRule.ADD,
                new Activation(Activation.Kind.TANH, 0f, 0f),
                Optional.empty());
        return RandomConvs.add(sketch, conv, from);
    }
}
