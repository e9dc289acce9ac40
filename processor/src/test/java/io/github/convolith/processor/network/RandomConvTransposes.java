package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transposed convolutions with every attribute. */
final class RandomConvTransposes implements RandomLayer {
    @Override
    public void addTo(Sketch sketch) {
        Optional<String> from = sketch.any(shape -> shape.rank() == 2 || shape.rank() == 3);
        if (from.isEmpty() || sketch.shape(from.get()).channels() > 40) {
            return;
        }
        Shape shape = sketch.shape(from.get());
        int in = shape.channels();
        int groups = sketch.once(3) ? RandomConvs.divisor(sketch, in) : 1;
        int out = groups * sketch.between(1, Math.max(1, 6 / groups));
        List<TransposedWindow> windows = new ArrayList<>();
        for (int axis = 1; axis < shape.rank(); axis++) {
            int stride = sketch.between(1, 3);
            int dilation = sketch.once(4) ? 2 : 1;
            Padding padding = sketch.once(3)
                    ? new Padding.Same(sketch.once(2))
                    : new Padding.Explicit(sketch.between(0, 2), sketch.between(0, 2));
            Window window = new Window(sketch.between(1, 4), stride, dilation, padding);
            windows.add(new TransposedWindow(window, sketch.once(4) ? sketch.between(0, stride - 1) : 0));
        }
        BiasRule bias = BiasRule.values()[sketch.random.nextInt(3)];
        ConvTranspose conv = new ConvTranspose(
                in, out, groups, windows, bias == BiasRule.NONE ? bias : BiasRule.ADD, sketch.activation());
        List<Integer> kernel =
                windows.stream().map(window -> window.window().kernel()).toList();
        sketch.add(
                conv,
                new FilterSource.Stored(sketch.weights(), in, out, groups, kernel, false, bias, true),
                from.get());
    }
}
