package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.Bias.SUBTRACT;
import static io.github.convolith.annotations.Operation.CONVOLUTION;
import static io.github.convolith.samples.lecture.Signals.channel;
import static io.github.convolith.samples.lecture.Signals.channels;
import static io.github.convolith.samples.lecture.Signals.plus;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Weights;

/** A layer has a kernel for each pair of an output and an input channel; their results are summed. */
final class ChannelsAndThresholds {
    private static final int LENGTH = 6;
    private static final int TAPS = 3;
    private static final int OUT_LENGTH = LENGTH - TAPS + 1;

    /** Kernels by output channel o and input channel k. */
    private static final float[][][] W = {
        {{1, 0, -1}, {2, 1, 0}},
        {{0, 1, 1}, {-1, 2, -1}}
    };

    /** Thresholds by output channel o and input channel k. */
    private static final float[][] B = {{1, 3}, {2, 0}};

    private ChannelsAndThresholds() {}

    static void write(Page page) {
        page.say("""
                A layer takes several input channels x_k and gives several output channels y_o. It has a kernel w_ok
                for each pair of them. An output channel is the sum of what its kernels make of the input channels, less
                a threshold b_ok for each of them, put through an activation g:""");
        page.formula("y_o = g( sum_k w_ok * x_k - b_ok )      here with g(v) = max(0, v)");
        page.say("""
                A threshold says how much it takes for g to let anything pass. Two channels in, two channels out, valid
                convolution with S = 3:""");
        float[][] x = {signal(1, 0, 2, 1, 3, 0), signal(0, 2, 1, 0, 1, 4)};
        Layer layer = ThresholdsLayer.link();
        float[] y = response(layer, channels(x));
        page.row("x_1", x[0]);
        page.row("x_2", x[1]);
        for (int o = 0; o < W.length; o++) {
            page.gap();
            float[] sum = new float[OUT_LENGTH];
            float threshold = 0;
            for (int k = 0; k < x.length; k++) {
                String pair = (o + 1) + "" + (k + 1);
                float[] part = response(OnePairLayer.link(LENGTH, Weights.of(W[o][k])), x[k]);
                page.row("w_" + pair, W[o][k]);
                page.row("w_" + pair + " * x_" + (k + 1), part);
                page.row("b_" + pair, B[o][k]);
                sum = plus(sum, part);
                threshold += B[o][k];
            }
            float[] less = sum.clone();
            float[] passed = new float[OUT_LENGTH];
            for (int i = 0; i < OUT_LENGTH; i++) {
                less[i] -= threshold;
                passed[i] = Math.max(0, less[i]);
            }
            page.row("sum_k w_" + (o + 1) + "k * x_k", sum);
            page.row("less sum_k b_" + (o + 1) + "k", less);
            page.row("y_" + (o + 1), channel(y, o, OUT_LENGTH));
            page.checkEqual(
                    "y_" + (o + 1) + " of the layer is g of the sum over its input channels",
                    channel(y, o, OUT_LENGTH),
                    passed);
        }

        page.say("""
                The thresholds of an output channel only ever appear as their sum, so one number an output channel is
                enough. And where one subtracts b, another adds -b: the layer that adds its bias, as is usual, is the
                same layer.""");
        float[] kernels = channels(W[0][0], W[0][1], W[1][0], W[1][1]);
        float[] sums = signal(B[0][0] + B[0][1], B[1][0] + B[1][1]);
        page.row("sum_k b_ok", sums);
        page.checkEqual(
                "one threshold an output channel does the same",
                response(SubtractingLayer.link(LENGTH, Weights.of(kernels, sums)), channels(x)),
                y);
        page.checkEqual(
                "adding the negated thresholds does the same",
                response(AddingLayer.link(LENGTH, Weights.of(kernels, Signals.times(-1, sums))), channels(x)),
                y);
    }
}

@Conv1dLayer(
        in = 2,
        out = 2,
        kernel = 3,
        length = 6,
        operation = CONVOLUTION,
        weights = {
            1, 0, -1, 2, 1, 0, //
            0, 1, 1, -1, 2, -1
        },
        bias = SUBTRACT,
        biases = {1, 3, 2, 0},
        activation = RELU)
interface Thresholds {}

@Conv1dLayer(in = 1, out = 1, kernel = 3, operation = CONVOLUTION, bias = NONE)
interface OnePair {}

@Conv1dLayer(in = 2, out = 2, kernel = 3, operation = CONVOLUTION, bias = SUBTRACT, activation = RELU)
interface Subtracting {}

@Conv1dLayer(in = 2, out = 2, kernel = 3, operation = CONVOLUTION, activation = RELU)
interface Adding {}
