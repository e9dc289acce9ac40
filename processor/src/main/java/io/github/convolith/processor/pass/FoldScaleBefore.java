package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Weighted;
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
                    && second.op() instanceof Weighted sum
                    && Fusion.fit(first, second)
                    && input == 0
                    && first.parameters() instanceof ScaleSource source
                    && (keepsZero(source) || sum.meetsOnlyInput(shapes.of(first.name())))) {
                notes.accept(first.name() + " folded into the weights of " + second.name());
                return Optional.of(new Node(
                                second.name(),
                                sum.withFilter(),
                                second.inputs(),
                                new FilterSource.After(
                                        FoldScaleAfter.filter(sum, second.parameters()), source, sum.groups()))
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
}
