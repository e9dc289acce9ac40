package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a reduction along some axes. */
final class ReduceLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        int rank = layer.shape().rank();
        Optional<Reduce.Kind> kind = layer.attributes().constant("operation", Reduce.Kind.class);
        Optional<List<Integer>> given = layer.attributes().integers("axes");
        Optional<Boolean> keepDims = layer.attributes().flag("keepDims");
        for (int axis : given.orElse(List.of())) {
            if (axis < 0 || axis >= rank) {
                layer.report(Message.NO_SUCH_AXIS, "axes", "axes", axis, layer.shape(), rank - 1);
                return Optional.empty();
            }
        }
        // A vector has no spatial axis that could be meant.
        if (given.isPresent() && given.get().isEmpty() && rank == 1 && !layer.hasAxes(1, 2)) {
            return Optional.empty();
        }
        List<Integer> axes =
                given.orElse(List.of()).stream().distinct().sorted().toList();
        List<Integer> reduced =
                axes.isEmpty() ? IntStream.range(1, rank).boxed().toList() : axes;
        return kind.flatMap(how -> keepDims.flatMap(keep -> layer.single(new Reduce(how, reduced, keep))));
    }
}
