package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/**
 * Numbers copied out of the code in each call: where they lie in the arena, other values may lie at other times.
 */
final class ConstantEmitter implements OpEmitter<Constant> {
    @Override
    public Kernel emit(Constant op, List<Shape> inputs) {
        float[] values = new float[op.values().length];
        boolean isUniform = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) op.values()[i];
            isUniform &= Float.floatToIntBits(values[i]) == Float.floatToIntBits(values[0]);
        }
        if (isUniform) {
            return new Kernel.Builder()
                    .execute("Arrays.fill(y, yOffset, %s, %s);"
                            .formatted(Expr.name("yOffset").plus(values.length), Literal.of(values[0])));
        }
        if (values.length > Constant.MOST_IN_CODE) {
            throw new IllegalArgumentException(values.length + " numbers do not fit into a class");
        }
        return new Kernel.Builder()
                .field(LayerEmitter.arrayConstant("VALUES", values))
                .execute("System.arraycopy(VALUES, 0, y, yOffset, %d);".formatted(values.length));
    }
}
