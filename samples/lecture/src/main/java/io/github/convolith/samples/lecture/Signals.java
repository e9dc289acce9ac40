package io.github.convolith.samples.lecture;

import io.github.convolith.runtime.Layer;
import java.util.Arrays;

/** What a lecture does to a signal: run it through a layer, add, delay, pad, crop, flip, take apart. */
final class Signals {
    private Signals() {}

    /** The numbers of a signal, or of a kernel. */
    static float[] signal(float... values) {
        return values;
    }

    /** A signal that is 1 at one place and 0 everywhere else. */
    static float[] impulse(int length, int place) {
        float[] impulse = new float[length];
        impulse[place] = 1;
        return impulse;
    }

    /** What a layer makes of a signal. */
    static float[] response(Layer layer, float[] x) {
        float[] y = new float[layer.outputShape().elements()];
        layer.newSession().run(x, y);
        return y;
    }

    static float[] plus(float[] a, float[] b) {
        float[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    static float[] times(float factor, float[] x) {
        float[] product = x.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= factor;
        }
        return product;
    }

    /** A signal that begins later; what leaves at the end is lost. */
    static float[] delayed(float[] x, int by) {
        float[] later = new float[x.length];
        System.arraycopy(x, 0, later, by, x.length - by);
        return later;
    }

    /** A signal with zeros before and behind it. */
    static float[] padded(int before, float[] x, int behind) {
        float[] longer = new float[before + x.length + behind];
        System.arraycopy(x, 0, longer, before, x.length);
        return longer;
    }

    /** A signal without so many values at either end. */
    static float[] cropped(float[] x, int each) {
        return Arrays.copyOfRange(x, each, x.length - each);
    }

    /** The same numbers in reverse; in two dimensions, and in row-major order, that flips both axes. */
    static float[] flipped(float[] x) {
        float[] reverse = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            reverse[i] = x[x.length - 1 - i];
        }
        return reverse;
    }

    /** Every so many-th value of a signal, from a first one on. */
    static float[] phase(float[] x, int first, int step) {
        float[] phase = new float[(x.length - first + step - 1) / step];
        for (int i = 0; i < phase.length; i++) {
            phase[i] = x[first + i * step];
        }
        return phase;
    }

    /** Signals one after another, as the channels of an activation. */
    static float[] channels(float[]... signals) {
        float[] all = new float[0];
        for (float[] signal : signals) {
            int end = all.length;
            all = Arrays.copyOf(all, end + signal.length);
            System.arraycopy(signal, 0, all, end, signal.length);
        }
        return all;
    }

    /** One of the channels of an activation. */
    static float[] channel(float[] activation, int channel, int length) {
        return Arrays.copyOfRange(activation, channel * length, (channel + 1) * length);
    }
}
