package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** Two activations combined element by element. */
final class ElementwiseEmitter implements OpEmitter<Elementwise> {
    @Override
    public Kernel emit(Elementwise op, List<Shape> inputs) {
        Kernel.Builder kernel = new Kernel.Builder();
        int elements = Math.toIntExact(op.output(inputs).elements());
        if (!inputs.get(0).equals(inputs.get(1))) {
            throw new UnsupportedOperationException("broadcasting");
        }
        Chunks.addArray("first", "A piece of the first activation.", elements, kernel);
        Chunks.addArray("second", "A piece of the second activation.", elements, kernel);
        kernel.method(Code.procedure(
                "Combines two pieces into the first.",
                "combine",
                "float[] first, float[] second, int n",
                Text.of("""
                        for (int i = 0; i < n; i++) {
                            float v = ${combined};
                            first[i] = ${value};
                        }""")
                        .with("combined", combined(op.kind(), "first[i]", "second[i]"))
                        .with("value", ActivationCode.of(op.activation(), "v"))
                        .toString()));
        return kernel.execute(Chunks.over(elements, """
                System.arraycopy(a, aOffset + i, first, 0, n);
                System.arraycopy(b, bOffset + i, second, 0, n);
                combine(first, second, n);
                System.arraycopy(first, 0, y, yOffset + i, n);"""));
    }

    private static String combined(Elementwise.Kind kind, String a, String b) {
        return switch (kind) {
            case ADD -> a + " + " + b;
            case SUBTRACT -> a + " - " + b;
            case MULTIPLY -> a + " * " + b;
            case DIVIDE -> a + " / " + b;
            case MINIMUM -> "Math.min(" + a + ", " + b + ")";
            case MAXIMUM -> "Math.max(" + a + ", " + b + ")";
        };
    }
}
