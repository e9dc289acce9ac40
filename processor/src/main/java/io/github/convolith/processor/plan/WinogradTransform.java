package io.github.convolith.processor.plan;

/**
 * The matrices of Winograd's minimal filtering F(m, 3): {@code y = Aᵀ[(G·g) ⊙ (Bᵀ·d)]} for a kernel g of 3, an input d
 * of m+2 and an output y of m elements. In two dimensions they are applied to rows and to columns.
 *
 * <p>Source: Lavin &amp; Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, section 4.
 */
public enum WinogradTransform {
    /** Two outputs from four inputs, interpolation points 0, 1, -1, ∞. */
    F2(
            new double[][] {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
            new double[][] {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}},
            new double[][] {{1, 1, 1, 0}, {0, 1, -1, -1}}),
    /** Four outputs from six inputs, interpolation points 0, 1, -1, 2, -2, ∞. */
    F4(
            new double[][] {
                {4, 0, -5, 0, 1, 0},
                {0, -4, -4, 1, 1, 0},
                {0, 4, -4, -1, 1, 0},
                {0, -2, -1, 2, 1, 0},
                {0, 2, -1, -2, 1, 0},
                {0, 4, 0, -5, 0, 1}
            },
            new double[][] {
                {1 / 4.0, 0, 0},
                {-1 / 6.0, -1 / 6.0, -1 / 6.0},
                {-1 / 6.0, 1 / 6.0, -1 / 6.0},
                {1 / 24.0, 1 / 12.0, 1 / 6.0},
                {1 / 24.0, -1 / 12.0, 1 / 6.0},
                {0, 0, 1}
            },
            new double[][] {{1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}});

    private final double[][] input;
    private final double[][] kernel;
    private final double[][] output;

    WinogradTransform(double[][] input, double[][] kernel, double[][] output) {
        this.input = input;
        this.kernel = kernel;
        this.output = output;
    }

    /** Outputs on one axis of a tile, m. */
    public int outputs() {
        return output.length;
    }

    /** Inputs on one axis of a tile, m + 2. */
    public int inputs() {
        return input.length;
    }

    /** Bᵀ, (m+2)×(m+2). */
    public double[][] input() {
        return copy(input);
    }

    /** G, (m+2)×3. */
    public double[][] kernel() {
        return copy(kernel);
    }

    /** Aᵀ, m×(m+2). */
    public double[][] output() {
        return copy(output);
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int row = 0; row < matrix.length; row++) {
            copy[row] = matrix[row].clone();
        }
        return copy;
    }
}
