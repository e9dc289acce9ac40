package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.Operation.CONVOLUTION;
import static io.github.convolith.annotations.Padding.FULL;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;
import static io.github.convolith.samples.lecture.Signals.times;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Sequential;
import io.github.convolith.runtime.Weights;

/** Two linear layers are one; an activation between them makes them two. */
final class Composition {
    private Composition() {}

    static void write(Page page) {
        page.say("""
                The output of a layer is a signal, and can go into a second layer. Let the first smooth with the kernel
                u and the second take differences with the kernel v, both valid:""");
        float[] x = signal(0, 0, 1, 5, 6, 6, 2, 0);
        float[] u = signal(1, 2, 1);
        float[] v = signal(1, -1);
        Layer smooth = SmoothLayer.link(x.length, Weights.of(u));
        Layer difference = DifferenceLayer.link(smooth.outputShape().length(), Weights.of(v));
        Layer both = Sequential.of(smooth, difference);
        page.row("x", x);
        page.row("u", u);
        page.row("v", v);
        page.row("x * u", response(smooth, x));
        page.row("(x * u) * v", response(both, x));

        page.say("""
                Convolution is associative: (x * u) * v = x * (u * v). So the two linear layers are one layer, and
                its kernel is u * v, the full convolution of theirs, which has S_u + S_v - 1 values. A third layer with
                that kernel computes the same in one go:""");
        float[] composed = response(JoinLayer.link(u.length, Weights.of(v)), u);
        Layer single = SmoothDifferenceLayer.link(x.length, Weights.of(composed));
        page.row("u * v", composed);
        page.row("x * (u * v)", response(single, x));
        page.checkEqual("(x * u) * v = x * (u * v)", response(both, x), response(single, x));

        page.say("Convolution is commutative as well, so the order of two linear layers does not matter:");
        Layer differenceFirst = DifferenceLayer.link(x.length, Weights.of(v));
        Layer smoothSecond = SmoothLayer.link(differenceFirst.outputShape().length(), Weights.of(u));
        Layer swapped = Sequential.of(differenceFirst, smoothSecond);
        page.row("x * v", response(differenceFirst, x));
        page.row("(x * v) * u", response(swapped, x));
        page.checkEqual("(x * v) * u = (x * u) * v", response(swapped, x), response(both, x));

        page.say("""
                However many linear layers are stacked, they are worth one. This is why a network has an activation
                between its layers. With g(z) = max(0, z) after the differences, the smoothing no longer merges with
                them: the chain is not linear, and no single kernel can stand for it.""");
        Layer rising = RisingLayer.link(x.length, Weights.of(v));
        Layer chain = Sequential.of(rising, smoothSecond);
        page.row("C(x) = g(x * v) * u", response(chain, x));
        page.row("-C(x)", times(-1, response(chain, x)));
        page.row("C(-x)", response(chain, times(-1, x)));
        page.checkDiffers(
                "not linear: C(-x) is not -C(x)", response(chain, times(-1, x)), times(-1, response(chain, x)));
    }
}

@Conv1dLayer(in = 1, out = 1, kernel = 3, operation = CONVOLUTION, bias = NONE)
interface Smooth {}

@Conv1dLayer(in = 1, out = 1, kernel = 2, operation = CONVOLUTION, bias = NONE)
interface Difference {}

@Conv1dLayer(in = 1, out = 1, kernel = 2, padding = FULL, operation = CONVOLUTION, bias = NONE)
interface Join {}

@Conv1dLayer(in = 1, out = 1, kernel = 4, operation = CONVOLUTION, bias = NONE)
interface SmoothDifference {}

@Conv1dLayer(in = 1, out = 1, kernel = 2, operation = CONVOLUTION, bias = NONE, activation = RELU)
interface Rising {}
