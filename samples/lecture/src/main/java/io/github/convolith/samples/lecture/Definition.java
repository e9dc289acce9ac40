package io.github.convolith.samples.lecture;

/** The definitions, sign by sign, in plain loops: what the generated layers are held to. */
final class Definition {
    private Definition() {}

    /** The convolution of a signal with a kernel at every place where they meet: y[i] = sum_m x[m] w[i-m]. */
    static float[] fullConvolution(float[] x, float[] w) {
        float[] y = new float[x.length + w.length - 1];
        for (int i = 0; i < y.length; i++) {
            for (int m = 0; m < x.length; m++) {
                if (0 <= i - m && i - m < w.length) {
                    y[i] += x[m] * w[i - m];
                }
            }
        }
        return y;
    }

    /** The correlation of a signal with a kernel where the kernel lies wholly inside: y[m] = sum_r w[r] x[m+r]. */
    static float[] validCorrelation(float[] x, float[] w) {
        float[] y = new float[x.length - w.length + 1];
        for (int m = 0; m < y.length; m++) {
            for (int r = 0; r < w.length; r++) {
                y[m] += w[r] * x[m + r];
            }
        }
        return y;
    }

    /** The valid correlation of squares in row-major order: y[m][n] = sum_r sum_s w[r][s] x[m+r][n+s]. */
    static float[] validCorrelation(float[] x, int size, float[] w, int taps) {
        int out = size - taps + 1;
        float[] y = new float[out * out];
        for (int m = 0; m < out; m++) {
            for (int n = 0; n < out; n++) {
                for (int r = 0; r < taps; r++) {
                    for (int s = 0; s < taps; s++) {
                        y[m * out + n] += w[r * taps + s] * x[(m + r) * size + n + s];
                    }
                }
            }
        }
        return y;
    }
}
