package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The matrix product of two activations over their last two axes, as the ONNX operator of that name has it: axes before
 * them are broadcast; an activation of one axis is a row, or as the second one a column, and its axis of size 1 is not in
 * the result. Where nothing is left there is one element all the same.
 *
 * @param transposeA whether the first matrix is transposed before
 * @param transposeB whether the second matrix is transposed before
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Op {
    /** Axes of an activation at most. */
    private static final int MOST_AXES = 4;

    /**
     * What is multiplied, every activation as matrices.
     *
     * @param a the axes of the first one that count matrices
     * @param b the axes of the second one that count matrices
     * @param rows rows of the first matrix and of the result
     * @param inner columns of the first and rows of the second
     * @param columns columns of the second matrix and of the result
     */
    public record Problem(List<Integer> a, List<Integer> b, int rows, int inner, int columns) {
        /** The axes of the result that count matrices. */
        public List<Integer> matrices() {
            List<Integer> sizes = new ArrayList<>();
            int rank = Math.max(a.size(), b.size());
            for (int axis = 0; axis < rank; axis++) {
                sizes.add(Math.max(Elementwise.aligned(a, axis, rank), Elementwise.aligned(b, axis, rank)));
            }
            return sizes;
        }
    }

    @Override
    public String title() {
        return "matrix product";
    }

    @Override
    public int inputs() {
        return 2;
    }

    /**
     * What is multiplied with what.
     *
     * @throws Misfit if that cannot be multiplied
     */
    public Problem problem(List<Shape> inputs) {
        List<Integer> a = inputs.get(0).dimensions();
        List<Integer> b = inputs.get(1).dimensions();
        checkRank(inputs.get(0), transposeA);
        checkRank(inputs.get(1), transposeB);
        // A row, or a column, as a matrix.
        List<Integer> first = a.size() == 1 ? List.of(1, a.get(0)) : a;
        List<Integer> second = b.size() == 1 ? List.of(b.get(0), 1) : b;
        int rows = fromEnd(first, transposeA ? 1 : 2);
        int inner = fromEnd(first, transposeA ? 2 : 1);
        int other = fromEnd(second, transposeB ? 1 : 2);
        Misfit.unless(
                inner == other,
                "%s%s and %s%s cannot be multiplied: rows of %d meet columns of %d",
                inputs.get(0),
                transposeA ? " transposed" : "",
                inputs.get(1),
                transposeB ? " transposed" : "",
                inner,
                other);
        Problem problem = new Problem(
                first.subList(0, first.size() - 2),
                second.subList(0, second.size() - 2),
                rows,
                inner,
                fromEnd(second, transposeB ? 2 : 1));
        int rank = problem.matrices().size();
        for (int axis = 0; axis < rank; axis++) {
            int one = Elementwise.aligned(problem.a(), axis, rank);
            int two = Elementwise.aligned(problem.b(), axis, rank);
            Misfit.unless(
                    one == two || one == 1 || two == 1,
                    "%s and %s cannot be multiplied: there are %d matrices along an axis of one and %d of the other",
                    inputs.get(0),
                    inputs.get(1),
                    one,
                    two);
        }
        return problem;
    }

    private static void checkRank(Shape input, boolean isTransposed) {
        Misfit.unless(input.rank() <= MOST_AXES, "it multiplies up to %d axes and is given %s", MOST_AXES, input);
        Misfit.unless(!isTransposed || input.rank() > 1, "%s has a single axis and cannot be transposed", input);
    }

    private static int fromEnd(List<Integer> sizes, int distance) {
        return sizes.get(sizes.size() - distance);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Problem problem = problem(inputs);
        List<Long> dimensions = new ArrayList<>();
        problem.matrices().forEach(size -> dimensions.add((long) size));
        if (inputs.get(0).rank() > 1) {
            dimensions.add((long) problem.rows());
        }
        if (inputs.get(1).rank() > 1) {
            dimensions.add((long) problem.columns());
        }
        return Shape.ofLong(dimensions.isEmpty() ? List.of(1L) : dimensions);
    }

    @Override
    public long work(List<Shape> inputs) {
        return Math.multiplyExact(
                output(inputs).elements(), (long) problem(inputs).inner());
    }
}
