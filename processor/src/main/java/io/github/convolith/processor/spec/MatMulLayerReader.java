package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Node;
import java.util.List;
import java.util.Optional;

/** Reads a matrix product. */
final class MatMulLayerReader implements LayerReader {
    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        Optional<Boolean> transposeA = layer.attributes().flag("transposeA");
        Optional<Boolean> transposeB = layer.attributes().flag("transposeB");
        return transposeA.flatMap(a -> transposeB.flatMap(b -> layer.single(new MatMul(a, b))));
    }
}
