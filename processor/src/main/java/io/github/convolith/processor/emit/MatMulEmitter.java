package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Shape;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Matrix products in loops that C2 turns into SIMD. A row of the result is the sum of the rows of the second matrix,
 * weighted by the elements of a row of the first; where the result is higher than it is wide, a column of it is the sum of
 * the columns of the first matrix, weighted by a column of the second. What is summed up is copied into arrays of its own
 * once per matrix.
 */
final class MatMulEmitter implements OpEmitter<MatMul> {
    @Override
    public Kernel emit(MatMul op, List<Shape> inputs) {
        return new Writer(op, inputs).kernel();
    }

    /**
     * One of the two matrices, or the result, where it begins and how it lies in memory.
     *
     * @param array the array that it is in
     * @param start where it begins
     * @param along between elements that lie in one line: what a line runs along is the longer side of the result
     * @param across between elements of different lines
     */
    private record Matrix(String array, Expr start, int along, int across) {
        Expr at(Expr line, Expr element) {
            return start.plus(line.times(across)).plus(element.times(along));
        }
    }

    private static final class Writer {
        private final Kernel.Builder kernel = new Kernel.Builder();
        private final MatMul op;
        private final MatMul.Problem problem;

        /** Whether lines are rows of the second matrix and of the result; otherwise columns of the first. */
        private final boolean byRows;

        private final TapSums sums;

        Writer(MatMul op, List<Shape> inputs) {
            this.op = op;
            this.problem = op.problem(inputs);
            this.byRows = problem.columns() >= problem.rows();
            this.sums = new TapSums(kernel);
        }

        private int length() {
            return byRows ? problem.columns() : problem.rows();
        }

        private int lines() {
            return byRows ? problem.rows() : problem.columns();
        }

        Kernel kernel() {
            field(ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT)), "lines", lineWords() + " of a matrix.");
            field(ArrayTypeName.of(TypeName.FLOAT), "sum", "One of the result.");
            field(TypeName.INT, "length", Code.opaque("Elements of each."));
            kernel.construct("length = %d;\nlines = new float[%d][length];\nsum = new float[length];"
                    .formatted(length(), problem.inner()));
            List<Integer> matrices = problem.matrices();
            List<Integer> laid = byRows ? problem.b() : problem.a();
            boolean isLaidOnce = laid.stream().allMatch(size -> size == 1);
            // What is laid out is the same for all matrices, or laid out anew for each.
            String layOut = layOut(laid(isLaidOnce ? Expr.ZERO : index(laid, matrices)));
            String multiply = multiply(index(problem.a(), matrices), index(problem.b(), matrices), matrices);
            return kernel.execute(
                    isLaidOnce
                            ? layOut + "\n" + each(matrices, 0, multiply)
                            : each(matrices, 0, layOut + "\n" + multiply));
        }

        private String lineWords() {
            return byRows ? "The rows" : "The columns";
        }

        private void field(TypeName type, String name, String javadoc) {
            kernel.field(FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("$L\n", javadoc)
                    .build());
        }

        // Matrices.

        /** The loops over all matrices of the result. */
        private static String each(List<Integer> matrices, int axis, String body) {
            return axis == matrices.size()
                    ? body
                    : Loop.over(variable(axis), matrices.get(axis), at -> each(matrices, axis + 1, body));
        }

        private static String variable(int axis) {
            return "m" + axis;
        }

        /** The number of a matrix of an activation that goes into the one that the loops stand at. */
        private static Expr index(List<Integer> own, List<Integer> matrices) {
            int rank = matrices.size();
            Expr index = Expr.ZERO;
            for (int axis = 0; axis < rank; axis++) {
                int size = Elementwise.aligned(own, axis, rank);
                Expr at = size == 1 ? Expr.ZERO : Expr.name(variable(axis));
                index = index.times(size).plus(at);
            }
            return index;
        }

        /** The matrix whose lines are summed up: a line for each inner index. */
        private Matrix laid(Expr index) {
            return byRows
                    ? matrix("b", index, problem.inner(), problem.columns(), op.transposeB(), false)
                    : matrix("a", index, problem.rows(), problem.inner(), op.transposeA(), true);
        }

        /** The matrix whose elements are the weights: a line for each line of the result. */
        private Matrix weights(Expr a, Expr b) {
            return byRows
                    ? matrix("a", a, problem.rows(), problem.inner(), op.transposeA(), false)
                    : matrix("b", b, problem.inner(), problem.columns(), op.transposeB(), true);
        }

        /**
         * A matrix of an activation.
         *
         * @param isStoredTransposed whether its columns lie in memory as rows
         * @param isTurned whether its lines are its columns
         */
        private static Matrix matrix(
                String array, Expr index, int rows, int columns, boolean isStoredTransposed, boolean isTurned) {
            int betweenRows = isStoredTransposed ? 1 : columns;
            int betweenColumns = isStoredTransposed ? rows : 1;
            Expr start = Expr.name(array + "Offset").plus(index.times((long) rows * columns));
            return new Matrix(
                    array, start, isTurned ? betweenRows : betweenColumns, isTurned ? betweenColumns : betweenRows);
        }

        // Sums.

        private String layOut(Matrix matrix) {
            return Loop.over(
                    "k",
                    problem.inner(),
                    k -> matrix.along() == 1
                            ? "System.arraycopy(%s, %s, lines[%s], 0, length);"
                                    .formatted(matrix.array(), matrix.at(k, Expr.ZERO), k)
                            : Loop.over(
                                    "i",
                                    length(),
                                    i -> "lines[%s][%s] = %s[%s];".formatted(k, i, matrix.array(), matrix.at(k, i))));
        }

        private String multiply(Expr a, Expr b, List<Integer> matrices) {
            Matrix weights = weights(a, b);
            Expr index = index(matrices, matrices);
            Matrix result = matrix("y", index, problem.rows(), problem.columns(), false, !byRows);
            return Loop.over(
                    "line",
                    lines(),
                    line -> Text.of("""
                            Arrays.fill(sum, 0f);
                            ${add}
                            ${store}""")
                            .with("add", sums.add("sum", Expr.name("length"), terms(weights, line), problem.inner()))
                            .with(
                                    "store",
                                    result.along() == 1
                                            ? "System.arraycopy(sum, 0, y, %s, length);"
                                                    .formatted(result.at(line, Expr.ZERO))
                                            : Loop.over(
                                                    "i",
                                                    length(),
                                                    i -> "y[%s] = sum[%s];".formatted(result.at(line, i), i)))
                            .toString());
        }

        private static TapSums.Terms terms(Matrix weights, Expr line) {
            return new TapSums.Terms() {
                @Override
                public String weight(Expr term) {
                    return weights.array() + "[" + weights.at(line, term) + "]";
                }

                @Override
                public String plane(Expr term) {
                    return "lines[" + term + "]";
                }
            };
        }
    }
}
