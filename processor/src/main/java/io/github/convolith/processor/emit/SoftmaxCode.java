package io.github.convolith.processor.emit;

import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/** Methods that softmax and logarithms of sums of exponentials have in common. */
final class SoftmaxCode {
    private SoftmaxCode() {}

    /** {@code exponentials(v, n, largest)}. */
    static void addExponentialsOfRow(Kernel.Builder kernel) {
        kernel.method(Code.procedure(
                "Makes exponentials of elements, less the largest one, so that none overflows.",
                "exponentials",
                "float[] v, int n, float largest",
                """
                for (int i = 0; i < n; i++) {
                    v[i] = Activations.exp(v[i] - largest);
                }"""));
    }

    /** {@code exponentials(v, largest, n)}. */
    static void addExponentials(Kernel.Builder kernel) {
        kernel.method(Code.procedure(
                "Makes exponentials of elements, less the largest ones, so that none overflows.",
                "exponentials",
                "float[] v, float[] largest, int n",
                """
                for (int i = 0; i < n; i++) {
                    v[i] = Activations.exp(v[i] - largest[i]);
                }"""));
    }

    /** {@code keepLarger(largest, v, n)}. */
    static void addKeepLarger(Kernel.Builder kernel) {
        kernel.method(
                Code.procedure("Keeps the larger elements.", "keepLarger", "float[] largest, float[] v, int n", """
                for (int i = 0; i < n; i++) {
                    largest[i] = Math.max(largest[i], v[i]);
                }"""));
    }

    /** {@code sum(v, from, n)}, a {@code double}. */
    static void addSum(Kernel.Builder kernel) {
        kernel.method(Code.method(
                "Adds up n elements in partial sums, which do not wait for each other.",
                TypeName.DOUBLE,
                "sum",
                "float[] v, int from, int n",
                """
                double sum0 = 0;
                double sum1 = 0;
                double sum2 = 0;
                double sum3 = 0;
                int i = from;
                for (; i < from + n - 3; i += 4) {
                    sum0 += v[i];
                    sum1 += v[i + 1];
                    sum2 += v[i + 2];
                    sum3 += v[i + 3];
                }
                for (; i < from + n; i++) {
                    sum0 += v[i];
                }
                return sum0 + sum1 + (sum2 + sum3);""",
                Modifier.STATIC));
    }

    /** {@code finite(largest, n)}. */
    static void addFinite(Kernel.Builder kernel) {
        kernel.method(Code.procedure(
                "Makes numbers of infinities, so that they can be subtracted from each other.",
                "finite",
                "float[] v, int n",
                """
                for (int i = 0; i < n; i++) {
                    v[i] = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, v[i]));
                }"""));
    }
}
