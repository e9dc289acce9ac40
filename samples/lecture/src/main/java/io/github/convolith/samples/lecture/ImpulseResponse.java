package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.Bias.SUBTRACT;
import static io.github.convolith.annotations.Operation.CONVOLUTION;
import static io.github.convolith.annotations.Padding.CAUSAL;
import static io.github.convolith.samples.lecture.Signals.delayed;
import static io.github.convolith.samples.lecture.Signals.impulse;
import static io.github.convolith.samples.lecture.Signals.plus;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;
import static io.github.convolith.samples.lecture.Signals.times;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Weights;
import java.util.Arrays;

/** A linear, time-invariant system answers any signal with the convolution of that signal with one kernel. */
final class ImpulseResponse {
    private static final int LENGTH = 8;

    private ImpulseResponse() {}

    static void write(Page page) {
        Layer echo = EchoLayer.link();
        page.say("""
                A system S takes a signal and returns a signal. Ours is an echo: of every sound that goes in, something
                comes out at once, less of it one step later, and still less after two steps. Suppose that we do not
                know its numbers. To get at them we feed it the unit impulse, a 1 followed by zeros:""");
        float[] delta = impulse(LENGTH, 0);
        float[] h = response(echo, delta);
        page.row("delta", delta);
        page.row("h = S(delta)", h);

        page.say("""
                The answer h is the impulse response. It tells everything about the system if the system has two
                properties. It is linear: what it makes of a weighted sum is the weighted sum of what it makes of
                the parts.""");
        float[] a = signal(1, 0, 2, 0, 0, 1, 0, 0);
        float[] b = signal(0, 3, 0, 0, -1, 0, 0, 0);
        float[] sum = plus(times(2, a), b);
        float[] sumOfResponses = plus(times(2, response(echo, a)), response(echo, b));
        page.row("a", a);
        page.row("b", b);
        page.row("S(a)", response(echo, a));
        page.row("S(b)", response(echo, b));
        page.row("2a + b", sum);
        page.row("S(2a + b)", response(echo, sum));
        page.checkEqual("linear: S(2a + b) = 2 S(a) + S(b)", response(echo, sum), sumOfResponses);

        page.say("It is time invariant: what comes in later goes out later, and is otherwise the same.");
        float[] late = delayed(a, 2);
        page.row("a, 2 later", late);
        page.row("S(a, 2 later)", response(echo, late));
        page.checkEqual("time invariant: it is S(a), 2 later", response(echo, late), delayed(response(echo, a), 2));

        page.say("""
                Every signal is a sum of weighted, delayed impulses. By linearity and time invariance its response is
                the sum of as many impulse responses, weighted and delayed in the same way. That sum is the convolution
                of x with h:""");
        page.formula("S(x)[i] = sum_m x[m] h[i-m] = (x * h)[i]");
        page.gap();
        float[] x = signal(3, 1, 0, 2, 0, 0, -1, 0);
        float[] total = new float[LENGTH];
        page.row("x", x);
        for (int m = 0; m < LENGTH; m++) {
            if (x[m] != 0) {
                float[] part = times(x[m], delayed(h, m));
                page.row("x[" + m + "] h[i-" + m + "]", part);
                total = plus(total, part);
            }
        }
        page.row("their sum", total);
        page.row("S(x)", response(echo, x));
        page.checkEqual("S(x) is the sum of the delayed impulse responses", response(echo, x), total);
        page.checkEqual(
                "S(x) = x * h, by the definition",
                response(echo, x),
                Arrays.copyOf(Definition.fullConvolution(x, h), LENGTH));

        page.say("""
                So the system can be replaced by what was measured. A second layer, which was told nothing but the
                numbers of h, answers as the first one does:""");
        Layer copy = MeasuredLayer.link(LENGTH, Weights.of(h));
        page.checkEqual("the copy answers x in the same way", response(copy, x), response(echo, x));
        page.checkEqual("the copy answers 2a + b in the same way", response(copy, sum), response(echo, sum));

        page.say("""
                A system that lets pass only what exceeds a threshold is not linear, and its response to an impulse
                does not tell its response to anything else:""");
        Layer gated = GatedEchoLayer.link();
        page.row("G(delta)", response(gated, delta));
        page.row("2 G(delta)", times(2, response(gated, delta)));
        page.row("G(2 delta)", response(gated, times(2, delta)));
        page.checkDiffers(
                "not linear: G(2 delta) is not 2 G(delta)",
                response(gated, times(2, delta)),
                times(2, response(gated, delta)));
    }
}

@Conv1dLayer(
        in = 1,
        out = 1,
        kernel = 3,
        length = 8,
        padding = CAUSAL,
        operation = CONVOLUTION,
        bias = NONE,
        weights = {4, 2, 1})
interface Echo {}

@Conv1dLayer(in = 1, out = 1, kernel = 8, padding = CAUSAL, operation = CONVOLUTION, bias = NONE)
interface Measured {}

@Conv1dLayer(
        in = 1,
        out = 1,
        kernel = 3,
        length = 8,
        padding = CAUSAL,
        operation = CONVOLUTION,
        weights = {4, 2, 1},
        bias = SUBTRACT,
        biases = 3,
        activation = RELU)
interface GatedEcho {}
