package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Softmax;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Softmax along one axis. The largest element is taken from all before the exponential, which so cannot overflow. Where
 * the axis is the innermost it is a row by itself; otherwise pieces of what lies behind it are computed side by side.
 */
final class SoftmaxEmitter implements OpEmitter<Softmax> {
    @Override
    public Kernel emit(Softmax op, List<Shape> inputs) {
        List<Integer> dimensions = inputs.get(0).dimensions();
        int outer = product(dimensions.subList(0, op.axis()));
        int size = dimensions.get(op.axis());
        int inner = product(dimensions.subList(op.axis() + 1, dimensions.size()));
        return inner == 1 ? rows(op, outer, size) : planes(op, outer, size, inner);
    }

    private static int product(List<Integer> sizes) {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    private static Kernel rows(Softmax op, int rows, int size) {
        Kernel.Builder kernel = new Kernel.Builder();
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "row", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("The exponentials of a row.\n")
                .build());
        kernel.field(FieldSpec.builder(TypeName.INT, "size", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", Code.opaque("Elements of a row."))
                .build());
        kernel.construct("size = %d;\nrow = new float[size];".formatted(size));
        kernel.method(Code.procedure(
                "Exponentials of what is left of each element without the largest.",
                "exponentials",
                "float[] v, int n, float largest",
                """
                for (int i = 0; i < n; i++) {
                    v[i] = Activations.exp(v[i] - largest);
                }"""));
        return kernel.execute(Loop.over(
                "r",
                rows,
                r -> Text.of("""
                        int from = ${from};
                        int to = ${to};
                        float largest = x[from];
                        for (int i = 1; i < ${size}; i++) {
                            largest = Math.max(largest, x[from + i]);
                        }
                        System.arraycopy(x, from, row, 0, size);
                        exponentials(row, size, largest);
                        float sum = 0f;
                        for (int i = 0; i < ${size}; i++) {
                            sum += row[i];
                        }
                        ${store}""")
                        .with("from", Expr.name("xOffset").plus(r.times(size)))
                        .with("to", Expr.name("yOffset").plus(r.times(size)))
                        .with("size", size)
                        .with("store", op.log() ? """
                                float logarithm = largest + (float) Math.log(sum);
                                for (int i = 0; i < %d; i++) {
                                    y[to + i] = x[from + i] - logarithm;
                                }""".formatted(size) : """
                                for (int i = 0; i < %d; i++) {
                                    y[to + i] = row[i] / sum;
                                }""".formatted(size))
                        .toString()));
    }

    private static Kernel planes(Softmax op, int outer, int size, int inner) {
        Kernel.Builder kernel = new Kernel.Builder();
        Chunks.addArray("largest", "The largest element along the axis, for each element of a piece.", inner, kernel);
        Chunks.addArray("sum", "The sum of the exponentials.", inner, kernel);
        Chunks.addArray("piece", "A piece of one element of the axis.", inner, kernel);
        kernel.method(
                Code.procedure("Keeps the larger elements.", "keepLargest", "float[] largest, float[] v, int n", """
                for (int i = 0; i < n; i++) {
                    largest[i] = Math.max(largest[i], v[i]);
                }"""));
        kernel.method(Code.procedure(
                "Exponentials of what is left of each element without the largest.",
                "exponentials",
                "float[] v, float[] largest, int n",
                """
                for (int i = 0; i < n; i++) {
                    v[i] = Activations.exp(v[i] - largest[i]);
                }"""));
        kernel.method(Code.procedure("Adds a piece to the sums.", "add", "float[] sum, float[] v, int n", """
                for (int i = 0; i < n; i++) {
                    sum[i] += v[i];
                }"""));
        if (op.log()) {
            kernel.method(Code.procedure(
                    "The logarithms of the sums with the largest element again.",
                    "logarithms",
                    "float[] sum, float[] largest, int n",
                    """
                    for (int i = 0; i < n; i++) {
                        sum[i] = largest[i] + (float) Math.log(sum[i]);
                    }"""));
            kernel.method(Code.procedure(
                    "Subtracts the logarithm of the sums.", "finish", "float[] v, float[] sum, int n", """
                    for (int i = 0; i < n; i++) {
                        v[i] -= sum[i];
                    }"""));
        } else {
            kernel.method(Code.procedure("Divides by the sums.", "finish", "float[] v, float[] sum, int n", """
                    for (int i = 0; i < n; i++) {
                        v[i] /= sum[i];
                    }"""));
        }
        String exponential = """
                System.arraycopy(x, from + c * %1$d, piece, 0, n);
                exponentials(piece, largest, n);""".formatted(inner);
        return kernel.execute(Loop.over(
                "o",
                outer,
                o -> Chunks.over(
                        inner,
                        Text.of("""
                        int from = ${from};
                        int to = ${to};
                        System.arraycopy(x, from, largest, 0, n);
                        for (int c = 1; c < ${size}; c++) {
                            System.arraycopy(x, from + c * ${inner}, piece, 0, n);
                            keepLargest(largest, piece, n);
                        }
                        Arrays.fill(sum, 0, n, 0f);
                        for (int c = 0; c < ${size}; c++) {
                            ${exponential}
                            add(sum, piece, n);
                        }
                        ${logarithms}
                        for (int c = 0; c < ${size}; c++) {
                            ${value}
                            finish(piece, sum, n);
                            System.arraycopy(piece, 0, y, to + c * ${inner}, n);
                        }""")
                                .with(
                                        "from",
                                        Expr.name("xOffset")
                                                .plus(o.times((long) size * inner))
                                                .plus(Expr.name("i")))
                                .with(
                                        "to",
                                        Expr.name("yOffset")
                                                .plus(o.times((long) size * inner))
                                                .plus(Expr.name("i")))
                                .with("size", size)
                                .with("inner", inner)
                                .with("exponential", exponential)
                                .with("logarithms", op.log() ? "logarithms(sum, largest, n);" : "")
                                .with(
                                        "value",
                                        op.log()
                                                ? "System.arraycopy(x, from + c * %d, piece, 0, n);".formatted(inner)
                                                : exponential)
                                .toString())));
    }
}
