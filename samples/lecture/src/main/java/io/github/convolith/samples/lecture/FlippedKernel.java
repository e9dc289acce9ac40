package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.Operation.CONVOLUTION;
import static io.github.convolith.annotations.Operation.CORRELATION;
import static io.github.convolith.annotations.Padding.FULL;
import static io.github.convolith.samples.lecture.Signals.flipped;
import static io.github.convolith.samples.lecture.Signals.impulse;
import static io.github.convolith.samples.lecture.Signals.padded;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.runtime.Weights;

/** Deep learning says convolution and means correlation; the two differ by the direction of the kernel. */
final class FlippedKernel {
    private FlippedKernel() {}

    static void write(Page page) {
        page.say("""
                What deep learning calls a convolution is a correlation: the kernel is laid over the signal as it is,
                numbers that lie on each other are multiplied, and the products summed. The convolution of mathematics reads the
                kernel from its other end:""");
        page.formula("""
                correlation   y[m] = sum_r w[r] x[m+r]
                convolution   y[i] = sum_m x[m] w[i-m]""");
        page.gap();
        float[] x = signal(2, 0, 1, 3, 1, 0);
        float[] w = signal(1, 2, 4);
        float[] correlation = response(CorrelateLayer.link(x.length, Weights.of(w)), x);
        float[] convolution = response(ConvolveLayer.link(x.length, Weights.of(w)), x);
        page.row("x", x);
        page.row("w", w);
        page.row("w flipped", flipped(w));
        page.row("correlation with w", correlation);
        page.row("convolution with w", convolution);
        page.checkEqual("correlation, by the definition", correlation, Definition.validCorrelation(x, w));
        page.checkEqual(
                "convolution with w = correlation with w flipped",
                convolution,
                response(CorrelateLayer.link(x.length, Weights.of(flipped(w))), x));
        page.checkEqual(
                "correlation with w = convolution with w flipped",
                correlation,
                response(ConvolveLayer.link(x.length, Weights.of(flipped(w))), x));

        page.say("""
                The impulse response tells the two apart. A convolution answers an impulse with its kernel, a
                correlation with its kernel flipped:""");
        float[] delta = impulse(3, 0);
        float[] convolved = response(ConvolveAllLayer.link(3, Weights.of(w)), delta);
        float[] correlated = response(CorrelateAllLayer.link(3, Weights.of(w)), delta);
        page.row("delta", delta);
        page.row("full convolution", convolved);
        page.row("full correlation", correlated);
        page.checkEqual("a convolution answers with w", convolved, padded(0, w, 2));
        page.checkEqual("a correlation answers with w flipped", correlated, padded(0, flipped(w), 2));

        page.say("""
                Only the convolution does not care which of the two is called the signal and which the kernel:""");
        float[] v = signal(5, 0, 1);
        page.row("v", v);
        page.row("w", w);
        page.row("v * w", response(ConvolveAllLayer.link(3, Weights.of(w)), v));
        page.row("w * v", response(ConvolveAllLayer.link(3, Weights.of(v)), w));
        page.row("correlation of v with w", response(CorrelateAllLayer.link(3, Weights.of(w)), v));
        page.row("correlation of w with v", response(CorrelateAllLayer.link(3, Weights.of(v)), w));
        page.checkEqual(
                "v * w = w * v",
                response(ConvolveAllLayer.link(3, Weights.of(w)), v),
                response(ConvolveAllLayer.link(3, Weights.of(v)), w));
        page.checkDiffers(
                "correlation does depend on the order",
                response(CorrelateAllLayer.link(3, Weights.of(w)), v),
                response(CorrelateAllLayer.link(3, Weights.of(v)), w));

        page.say("""
                In two dimensions both axes are flipped, which turns the kernel by half a turn. Since a network learns
                its kernels, it would learn the flipped ones just as well; the difference matters to whoever writes a
                kernel by hand, or carries one over.""");
        float[] image = signal(1, 0, 2, 3, 0, 1, 0, 1, 2, 0, 1, 0, 0, 1, 0, 3);
        float[] edge = signal(0, 1, 2, 3);
        float[] imageConvolution = response(ConvolveImageLayer.link(4, 4, Weights.of(edge)), image);
        page.matrix("image", image, 4);
        page.gap();
        page.matrix("kernel", edge, 2);
        page.gap();
        page.matrix("kernel turned", flipped(edge), 2);
        page.gap();
        page.matrix("convolution", imageConvolution, 3);
        page.checkEqual(
                "2-D convolution = correlation with the kernel turned",
                imageConvolution,
                response(CorrelateImageLayer.link(4, 4, Weights.of(flipped(edge))), image));
    }
}

@Conv1dLayer(in = 1, out = 1, kernel = 3, operation = CORRELATION, bias = NONE)
interface Correlate {}

@Conv1dLayer(in = 1, out = 1, kernel = 3, operation = CONVOLUTION, bias = NONE)
interface Convolve {}

@Conv1dLayer(in = 1, out = 1, kernel = 3, padding = FULL, operation = CORRELATION, bias = NONE)
interface CorrelateAll {}

@Conv1dLayer(in = 1, out = 1, kernel = 3, padding = FULL, operation = CONVOLUTION, bias = NONE)
interface ConvolveAll {}

@ConvLayer(in = 1, out = 1, kernel = 2, operation = CORRELATION, bias = NONE)
interface CorrelateImage {}

@ConvLayer(in = 1, out = 1, kernel = 2, operation = CONVOLUTION, bias = NONE)
interface ConvolveImage {}
