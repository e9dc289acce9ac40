package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Algorithm.DIRECT;
import static io.github.convolith.annotations.Algorithm.POLYPHASE;
import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.samples.lecture.Signals.channels;
import static io.github.convolith.samples.lecture.Signals.padded;
import static io.github.convolith.samples.lecture.Signals.phase;
import static io.github.convolith.samples.lecture.Signals.plus;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Weights;
import java.util.Arrays;

/** Take signal and kernel apart into their phases, and the stride is gone. */
final class Strides {
    private Strides() {}

    static void write(Page page) {
        page.say("""
                A layer with stride 2 keeps every other output. To compute them all and throw half of them away would
                be about twice the work:""");
        float[] x = signal(1, 0, 2, 5, 3, 1, 0, 4, 2, 1, 3);
        float[] w = signal(1, 2, 0, 3, 1);
        float[] every = response(EveryPlaceLayer.link(x.length, Weights.of(w)), x);
        float[] strided = response(EveryOtherLayer.link(x.length, Weights.of(w)), x);
        page.row("x", x);
        page.row("w", w);
        page.row("stride 1", every);
        page.row("stride 2", strided);
        page.checkEqual("stride 2 is every other value of stride 1", strided, phase(every, 0, 2));

        page.say("""
                Look at which values meet. In y[i] = sum_r w[r] x[2i+r] the even taps r = 2q only ever meet the even
                places of x, and the odd taps r = 2q+1 the odd places. So take both apart into their phases, p = 0 and
                p = 1:""");
        page.formula("""
                x_p[n] = x[2n+p]      w_p[q] = w[2q+p]
                y[i] = sum_p sum_q w_p[q] x_p[i+q]""");
        page.say("Each of the inner sums is a correlation of stride 1.");
        float[][] phasesOfX = {phase(x, 0, 2), phase(x, 1, 2)};
        float[][] phasesOfW = {phase(w, 0, 2), phase(w, 1, 2)};
        float[] even = response(EvenTapsLayer.link(phasesOfX[0].length, Weights.of(phasesOfW[0])), phasesOfX[0]);
        float[] odd = response(OddTapsLayer.link(phasesOfX[1].length, Weights.of(phasesOfW[1])), phasesOfX[1]);
        page.row("x_0, the even places", phasesOfX[0]);
        page.row("x_1, the odd places", phasesOfX[1]);
        page.row("w_0", phasesOfW[0]);
        page.row("w_1", phasesOfW[1]);
        page.row("x_0 with w_0", even);
        page.row("x_1 with w_1", odd);
        page.row("their sum", plus(even, odd));
        page.checkEqual("stride 2 = the sum over the phases", strided, plus(even, odd));

        page.say("""
                A sum over phases is a sum over input channels (chapter 7). With the phases as channels, the shorter
                ones filled up with a zero, one layer of stride 1 does it all:""");
        float[] phases = channels(phasesOfX[0], padded(0, phasesOfX[1], 1));
        float[] kernels = channels(phasesOfW[0], padded(0, phasesOfW[1], 1));
        float[] merged = response(PhasesAsChannelsLayer.link(phases.length / 2, Weights.of(kernels)), phases);
        page.row("phases as channels", merged);
        page.checkEqual("stride 2 = stride 1 over the phases as channels", strided, merged);

        page.say("""
                This is more than a remark (Kong and Lucey, "Take it in your stride", 2017). Values that are neighbours
                in memory can be computed several at a time, and in a phase they are neighbours; a layer with
                algorithm = POLYPHASE rearranges its input first, and then adds up neighbours only.""");
        float[] polyphase = response(PolyphaseLayer.link(x.length, Weights.of(w)), x);
        page.row("polyphase", polyphase);
        page.checkEqual("the polyphase layer computes what the direct one does", polyphase, strided);

        page.say("""
                In two dimensions rows and columns have two phases each, which makes four phases of the image and four
                of the kernel. The kernel is that of chapter 6, and so are the first five rows and columns of the
                image:""");
        float[] image = {
            3, 3, 2, 1, 0, 2, 1, //
            0, 0, 1, 3, 1, 0, 2, //
            3, 1, 2, 2, 3, 1, 0, //
            2, 0, 0, 2, 2, 0, 1, //
            2, 0, 0, 0, 1, 3, 1, //
            1, 2, 0, 1, 0, 2, 2, //
            0, 1, 3, 0, 2, 1, 0
        };
        float[] kernel = {
            0, 1, 2, //
            2, 2, 0, //
            0, 1, 2
        };
        float[] sum = new float[3 * 3];
        float[] direct = response(DirectImageLayer.link(Weights.of(kernel)), image);
        page.matrix("image", image, 7);
        page.gap();
        page.matrix("kernel", kernel, 3);
        page.gap();
        page.matrix("stride 2", direct, 3);
        page.checkEqual(
                "the corners of chapter 6 are there: 12 17 / 9 14",
                signal(direct[0], direct[1], direct[3], direct[4]),
                signal(12, 17, 9, 14));
        for (int p = 0; p < 2; p++) {
            for (int q = 0; q < 2; q++) {
                Layer layer = imagePhase(p, q, Weights.of(imagePhase(kernel, 3, p, q)));
                float[] part = response(layer, imagePhase(image, 7, p, q));
                page.gap();
                page.matrix("rows " + p + ", columns " + q, part, 3);
                sum = plus(sum, part);
            }
        }
        page.checkEqual("stride 2 = the sum over the four phases", direct, sum);
        page.checkEqual(
                "the polyphase layer computes what the direct one does",
                response(PolyphaseImageLayer.link(Weights.of(kernel)), image),
                direct);
    }

    /** The layer of stride 1 between a phase of the image and the same phase of the kernel. */
    private static Layer imagePhase(int p, int q, Weights weights) {
        if (p == 0) {
            return q == 0 ? FourTapsLayer.link(4, 4, weights) : TwoRowsLayer.link(4, 3, weights);
        }
        return q == 0 ? TwoColumnsLayer.link(3, 4, weights) : OneTapLayer.link(3, 3, weights);
    }

    /** Every other row of a square from row p on, and of these every other column from column q on. */
    private static float[] imagePhase(float[] square, int size, int p, int q) {
        float[] phase = {};
        for (int row = p; row < size; row += 2) {
            phase = channels(phase, phase(Arrays.copyOfRange(square, row * size, (row + 1) * size), q, 2));
        }
        return phase;
    }
}

@Conv1dLayer(in = 1, out = 1, kernel = 5, bias = NONE)
interface EveryPlace {}

@Conv1dLayer(in = 1, out = 1, kernel = 5, stride = 2, bias = NONE, algorithm = DIRECT)
interface EveryOther {}

@Conv1dLayer(in = 1, out = 1, kernel = 3, bias = NONE)
interface EvenTaps {}

@Conv1dLayer(in = 1, out = 1, kernel = 2, bias = NONE)
interface OddTaps {}

@Conv1dLayer(in = 2, out = 1, kernel = 3, bias = NONE)
interface PhasesAsChannels {}

@Conv1dLayer(in = 1, out = 1, kernel = 5, stride = 2, bias = NONE, algorithm = POLYPHASE)
interface Polyphase {}

@ConvLayer(
        in = 1,
        out = 1,
        kernel = {2, 2},
        bias = NONE)
interface FourTaps {}

@ConvLayer(
        in = 1,
        out = 1,
        kernel = {2, 1},
        bias = NONE)
interface TwoRows {}

@ConvLayer(
        in = 1,
        out = 1,
        kernel = {1, 2},
        bias = NONE)
interface TwoColumns {}

@ConvLayer(in = 1, out = 1, kernel = 1, bias = NONE)
interface OneTap {}

@ConvLayer(in = 1, out = 1, kernel = 3, stride = 2, height = 7, width = 7, bias = NONE, algorithm = POLYPHASE)
interface PolyphaseImage {}

@ConvLayer(in = 1, out = 1, kernel = 3, stride = 2, height = 7, width = 7, bias = NONE, algorithm = DIRECT)
interface DirectImage {}
