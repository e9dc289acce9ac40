package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Folds a scale and shift into the convolution behind it. That is exact only where no padding lies between: a padded
 * zero would have to stay zero, and the shift moves it.
 */
final class FoldScaleBefore implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        return Fusion.everywhere(graph, (first, second, input, shapes) -> {
            if (first.op() instanceof Scale scale
                    && scale.activation().isNone()
                    && second.op() instanceof Conv conv
                    && input == 0
                    && first.parameters() instanceof ScaleSource source
                    && (keepsZero(source) || !isPadded(conv, shapes.of(first.name())))) {
                notes.accept(first.name() + " folded into the weights of " + second.name());
                return Optional.of(new Node(
                                second.name(),
                                conv.withBias(BiasRule.ADD).withConstants(Optional.empty()),
                                second.inputs(),
                                new FilterSource.After(
                                        FoldScaleAfter.filter(conv, second.parameters()), source, conv.groups()))
                        .withInputs(replaced(second, first)));
            }
            return Optional.empty();
        });
    }

    private static List<String> replaced(Node second, Node first) {
        List<String> inputs = new ArrayList<>(second.inputs());
        inputs.set(0, first.inputs().get(0));
        return inputs;
    }

    private static boolean keepsZero(ScaleSource source) {
        if (source instanceof ScaleSource.Normalization normalization) {
            for (float mean : normalization.mean()) {
                if (mean != 0f) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    private static boolean isPadded(Conv conv, Shape input) {
        for (int axis = 0; axis < conv.windows().size(); axis++) {
            Window window = conv.windows().get(axis);
            int size = input.size(axis);
            if (window.padBegin(size) > 0 || window.padEnd(size) > 0) {
                return true;
            }
        }
        return false;
    }
}
