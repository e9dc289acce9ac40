package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.Operation.CONVOLUTION;
import static io.github.convolith.annotations.Padding.FULL;
import static io.github.convolith.samples.lecture.Signals.impulse;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Weights;
import java.util.function.IntBinaryOperator;

/** A fully connected layer whose weights are shared along the diagonals of its matrix is a convolution. */
final class SharedWeights {
    private static final int INPUTS = 6;
    private static final float[] W = {1, 2, 3};

    private SharedWeights() {}

    static void write(Page page) {
        page.say("""
                A fully connected layer multiplies its input by a matrix T: every output has a weight of its own for
                every input. Make two demands on it: each output looks at S = 3 neighbouring inputs only, and every
                output uses the same S weights. Then, of the 4 x 6 = 24 weights between 6 inputs and 4 outputs, 12 are
                zero and the others repeat 3 numbers: T[m][i] = w[i-m]. What the layer computes is a correlation.""");
        page.say("""
                We need not construct that matrix. Column i of any linear layer is its response to an impulse at place
                i, so we read it off a convolution layer with w = 1 2 3. It is constant along its diagonals, which is
                called a Toeplitz matrix, and zero outside of a band:""");
        float[] matrix = matrix(SlideLayer.link());
        page.matrix("T", matrix, INPUTS);
        page.checkEqual("T[m][i] = w[i-m]", matrix, toeplitz(4, (m, i) -> i - m));
        page.checkEqual("12 of the 24 weights are zero", signal(zeros(matrix), matrix.length), signal(12, 24));

        page.say("""
                A fully connected layer is in turn a valid convolution whose kernel is as long as the input, with one
                output channel for each of its outputs. Given the rows of T as its weights, it computes what the
                convolution layer does:""");
        Layer connected = ConnectedLayer.link(Weights.of(matrix));
        float[] x = signal(4, 0, 1, 2, 0, 1);
        page.row("x", x);
        page.row("convolution", response(SlideLayer.link(), x));
        page.row("fully connected", response(connected, x));
        page.checkEqual(
                "fully connected with T = convolution with w", response(connected, x), response(SlideLayer.link(), x));

        page.say("""
                The full convolution of mathematics has a matrix of 8 x 6. Each of its columns is the kernel, begun one
                place later than in the column before, for that is what the response to a delayed impulse is:""");
        float[] tall = matrix(SpreadLayer.link());
        page.matrix("T", tall, INPUTS);
        page.checkEqual("T[i][m] = w[i-m]", tall, toeplitz(8, (i, m) -> i - m));
    }

    /** The matrix of a linear layer, row after row: column i is its response to an impulse at place i. */
    private static float[] matrix(Layer layer) {
        int rows = layer.outputShape().elements();
        float[] matrix = new float[rows * INPUTS];
        for (int column = 0; column < INPUTS; column++) {
            float[] answer = response(layer, impulse(INPUTS, column));
            for (int row = 0; row < rows; row++) {
                matrix[row * INPUTS + column] = answer[row];
            }
        }
        return matrix;
    }

    private static int zeros(float[] values) {
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** The matrix that has, at each row and column, the weight of the given place, or zero where there is none. */
    private static float[] toeplitz(int rows, IntBinaryOperator place) {
        float[] matrix = new float[rows * INPUTS];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < INPUTS; column++) {
                int tap = place.applyAsInt(row, column);
                matrix[row * INPUTS + column] = 0 <= tap && tap < W.length ? W[tap] : 0;
            }
        }
        return matrix;
    }
}

@Conv1dLayer(
        in = 1,
        out = 1,
        kernel = 3,
        length = 6,
        bias = NONE,
        weights = {1, 2, 3})
interface Slide {}

@Conv1dLayer(in = 1, out = 4, kernel = 6, length = 6, bias = NONE)
interface Connected {}

@Conv1dLayer(
        in = 1,
        out = 1,
        kernel = 3,
        length = 6,
        padding = FULL,
        operation = CONVOLUTION,
        bias = NONE,
        weights = {1, 2, 3})
interface Spread {}
