package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.Optional;

/** Reads a convolution within a network. */
final class ConvLayerReader implements LayerReader {
    private final int axes;

    /** A reader for convolutions with so many spatial axes. */
    ConvLayerReader(int axes) {
        this.axes = axes;
    }

    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        if (!layer.hasAxes(axes, axes)) {
            return Optional.empty();
        }
        Optional<LayerSpec> spec =
                new ConvReader(layer.attributes(), layer.axes(), layer.findings()).read(Optional.of(layer.given()));
        if (!layer.findings().isEmpty()) {
            return Optional.empty();
        }
        return spec.flatMap(read -> {
            Conv conv = read.problem().conv();
            if (conv.constants().isPresent()) {
                return layer.single(conv, Parameters.NONE);
            }
            List<Integer> kernel = conv.windows().stream().map(Window::kernel).toList();
            return layer.single(
                    conv.asStored(),
                    new FilterSource.Stored(
                            layer.weights(),
                            conv.in(),
                            conv.out(),
                            conv.groups(),
                            kernel,
                            conv.flipped(),
                            conv.bias(),
                            false));
        });
    }
}
