package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.message.Message;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads another shape of the same elements. */
final class ReshapeLayerReader implements LayerReader {
    /** Stands for what is left, once. */
    private static final int REST = -1;

    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<List<Integer>> given = layer.attributes().integers("shape");
        return given.flatMap(shape -> dimensions(layer, shape))
                .flatMap(dimensions -> layer.single(new Reshape(Shape.ofDimensions(dimensions))));
    }

    private static Optional<List<Integer>> dimensions(LayerContext layer, List<Integer> given) {
        List<Integer> dimensions = new ArrayList<>(given);
        for (int axis = 0; axis < Math.min(dimensions.size(), layer.shape().rank()); axis++) {
            if (dimensions.get(axis) == 0) {
                dimensions.set(axis, layer.shape().dimensions().get(axis));
            }
        }
        long rests = dimensions.stream().filter(size -> size == REST).count();
        if (dimensions.isEmpty() || rests > 1 || dimensions.stream().anyMatch(size -> size < REST || size == 0)) {
            layer.report(Message.BAD_SHAPE, "shape", Attributes.text(given));
            return Optional.empty();
        }
        BigInteger known = dimensions.stream()
                .filter(size -> size != REST)
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger[] rest = BigInteger.valueOf(layer.shape().elements()).divideAndRemainder(known);
        boolean isWhole = rest[1].signum() == 0;
        if (!isWhole || (rests == 0 && !rest[0].equals(BigInteger.ONE))) {
            layer.report(
                    Message.RESHAPE_MISFIT,
                    "shape",
                    Attributes.text(given),
                    rests == 0 ? known : "a multiple of " + known,
                    layer.shape(),
                    layer.shape().elements());
            return Optional.empty();
        }
        dimensions.replaceAll(size -> size == REST ? rest[0].intValueExact() : size);
        return Optional.of(dimensions);
    }
}
