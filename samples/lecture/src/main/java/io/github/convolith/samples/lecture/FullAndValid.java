package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.Operation.CONVOLUTION;
import static io.github.convolith.annotations.Padding.FULL;
import static io.github.convolith.annotations.Padding.VALID;
import static io.github.convolith.samples.lecture.Signals.cropped;
import static io.github.convolith.samples.lecture.Signals.padded;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.runtime.Weights;

/** Where the kernel hangs over the end of the signal: count it with zeros, or leave it out. */
final class FullAndValid {
    private FullAndValid() {}

    static void write(Page page) {
        float[] x = signal(2, 1, 3, 0, 4, 1);
        float[] w = signal(3, 1, 2);
        int crop = w.length - 1;
        Weights weights = Weights.of(w);
        page.say("""
                A recorded signal x has a beginning and an end: I values, and a kernel of S values. The full convolution
                takes every place where the two overlap at all, and counts the signal as zero where it was not recorded.
                The valid one takes only the places where the kernel lies wholly inside the signal.""");
        float[] full = response(FullConvolutionLayer.link(x.length, weights), x);
        float[] valid = response(ValidConvolutionLayer.link(x.length, weights), x);
        page.row("i", 0, 1, 2, 3, 4, 5, 6, 7);
        page.row("x", x);
        page.row("w", w);
        page.row("full", full);
        page.row(crop, "valid", valid);
        page.checkEqual("full: y[i] = sum_m x[m] w[i-m], by the definition", full, Definition.fullConvolution(x, w));

        page.say("""
                The valid values are the middle of the full ones. At either end S - 1 full values have seen zeros
                that nobody recorded; cut them off, and the valid convolution is left.""");
        page.row("full, cropped by S - 1 = 2", cropped(full, crop));
        page.checkEqual("cropped full = valid", cropped(full, crop), valid);

        page.say("""
                The other way round, write P = S - 1 zeros at both ends into the signal itself. The valid convolution of
                the longer signal is the full convolution of x.""");
        float[] longer = padded(crop, x, crop);
        float[] validOfPadded = response(ValidConvolutionLayer.link(longer.length, weights), longer);
        page.row("x with P = 2 zeros", longer);
        page.row(crop, "its valid convolution", validOfPadded);
        page.checkEqual("valid of padded = full", validOfPadded, full);
    }
}

@Conv1dLayer(in = 1, out = 1, kernel = 3, padding = FULL, operation = CONVOLUTION, bias = NONE)
interface FullConvolution {}

@Conv1dLayer(in = 1, out = 1, kernel = 3, padding = VALID, operation = CONVOLUTION, bias = NONE)
interface ValidConvolution {}
