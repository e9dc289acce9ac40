package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** A function of every element by itself. */
final class ActivateEmitter implements OpEmitter<Activate> {
    @Override
    public Kernel emit(Activate op, List<Shape> inputs) {
        Kernel.Builder kernel = new Kernel.Builder();
        int elements = Math.toIntExact(inputs.get(0).elements());
        Chunks.addArray("piece", "A piece of the activation.", elements, kernel);
        return kernel.execute(Chunks.over(
                elements,
                Text.of("""
                        System.arraycopy(x, xOffset + i, piece, 0, n);
                        ${activate}
                        System.arraycopy(piece, 0, y, yOffset + i, n);""")
                        .with("activate", StoreCode.activateInPlace(op.activation(), "piece", Expr.name("n"), kernel))
                        .toString()));
    }
}
