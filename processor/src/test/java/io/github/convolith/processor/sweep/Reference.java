package io.github.convolith.processor.sweep;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;

/** The plain definition in double precision, and the error each output may have. */
public final class Reference {
    private final Spec spec;
    private final float[] x;

    public Reference(Spec spec, float[] x) {
        this.spec = spec;
        this.x = x;
    }

    /** The sum of |w|·|x| for an output that meets the largest weights and inputs everywhere. */
    public double largestMagnitude() {
        double weight = 0;
        for (float value : spec.weights()) {
            weight = Math.max(weight, Math.abs(value));
        }
        double input = 0;
        for (float value : x) {
            input = Math.max(input, Math.abs(value));
        }
        return weight * input * spec.weights().length / spec.out();
    }

    private int size(int[] values, int axis) {
        return spec.rank() == 2 ? values[axis] : axis == 0 ? 1 : values[0];
    }

    /** The first element in which the outputs differ by more than they may, in words; empty if none does. */
    public String difference(float[] y, double relative) {
        return difference(y, relative, 0);
    }

    /** The same, with so much error allowed whatever the size of the terms. */
    public String difference(float[] y, double relative, double shared) {
        boolean flat = spec.rank() == 1;
        int height = size(spec.size(), 0);
        int width = size(spec.size(), 1);
        int kernelHeight = size(spec.kernel(), 0);
        int kernelWidth = size(spec.kernel(), 1);
        int strideDown = size(spec.stride(), 0);
        int strideAcross = size(spec.stride(), 1);
        int dilationDown = size(spec.dilation(), 0);
        int dilationAcross = size(spec.dilation(), 1);
        int outHeight = flat ? 1 : spec.outSize(0);
        int outWidth = flat ? spec.outSize(0) : spec.outSize(1);
        int padTop = flat ? 0 : spec.pads(0)[0];
        int padLeft = flat ? spec.pads(0)[0] : spec.pads(1)[0];
        int outPerGroup = spec.out() / spec.groups();
        for (int o = 0; o < spec.out(); o++) {
            for (int row = 0; row < outHeight; row++) {
                for (int column = 0; column < outWidth; column++) {
                    double sum = 0;
                    double magnitude = 0;
                    for (int c = 0; c < spec.inPerGroup(); c++) {
                        int channel = o / outPerGroup * spec.inPerGroup() + c;
                        for (int r = 0; r < kernelHeight; r++) {
                            for (int s = 0; s < kernelWidth; s++) {
                                int inRow = row * strideDown + r * dilationDown - padTop;
                                int inColumn = column * strideAcross + s * dilationAcross - padLeft;
                                if (inRow < 0 || inRow >= height || inColumn < 0 || inColumn >= width) {
                                    continue;
                                }
                                int tap = spec.flipped()
                                        ? (kernelHeight - 1 - r) * kernelWidth + kernelWidth - 1 - s
                                        : r * kernelWidth + s;
                                double product = (double) spec.weights()[
                                                (o * spec.inPerGroup() + c) * kernelHeight * kernelWidth + tap]
                                        * x[(channel * height + inRow) * width + inColumn];
                                sum += product;
                                magnitude += Math.abs(product);
                            }
                        }
                    }
                    int each = spec.biases().length / spec.out();
                    for (int i = 0; i < each; i++) {
                        double b = spec.biases()[o * each + i];
                        sum += spec.bias() == BiasRule.SUBTRACT ? -b : b;
                        magnitude += Math.abs(b);
                    }
                    int index = (o * outHeight + row) * outWidth + column;
                    // Winograd's transforms mix the outputs of a tile, so a small one inherits rounding from its
                    // neighbours.
                    double tolerance = relative * magnitude + shared;
                    if (!matches(y[index], sum, tolerance)) {
                        return "output %d, row %d, column %d: %s, expected %s ± %.1e before %s"
                                .formatted(o, row, column, y[index], sum, tolerance, spec.activation());
                    }
                }
            }
        }
        int expected = spec.out() * outHeight * outWidth;
        return y.length == expected ? "" : y.length + " outputs, expected " + expected;
    }

    /** Whether a value is the activation of something that close to the sum. */
    private boolean matches(float value, double sum, double tolerance) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : new double[] {sum - tolerance, sum, sum + tolerance}) {
            double activated = activate(spec.activation(), v);
            low = Math.min(low, activated);
            high = Math.max(high, activated);
        }
        double rounding = 2e-6 * Math.max(Math.abs(low), Math.abs(high)) + 2e-7;
        return value >= low - rounding && value <= high + rounding;
    }

    /** An activation in double precision. */
    public static double activate(Activation activation, double v) {
        double alpha = activation.alpha();
        double beta = activation.beta();
        return switch (activation.kind()) {
            case NONE -> v;
            case RELU -> Math.max(v, 0);
            case RELU6 -> Math.min(Math.max(v, 0), 6);
            case LEAKY_RELU -> v < 0 ? alpha * v : v;
            case THRESHOLDED_RELU -> v > alpha ? v : 0;
            case ELU -> v < 0 ? alpha * Math.expm1(v) : v;
            case SELU -> 1.0507009873554805 * (v < 0 ? 1.6732632423543772 * Math.expm1(v) : v);
            case CELU -> Math.max(0, v) + Math.min(0, alpha * Math.expm1(v / alpha));
            case SIGMOID -> 1 / (1 + Math.exp(-v));
            case TANH -> Math.tanh(v);
            case HARD_SIGMOID -> Math.max(0, Math.min(1, alpha * v + beta));
            case HARD_SWISH -> v * Math.max(0, Math.min(1, v / 6 + 0.5));
            case SILU -> v / (1 + Math.exp(-v));
            case MISH -> v * Math.tanh(softplus(v));
            case SOFTPLUS -> softplus(v);
            case SOFTSIGN -> v / (1 + Math.abs(v));
            case GELU -> v / 2 * (1 + erf(v / Math.sqrt(2)));
            case GELU_TANH -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));
        };
    }

    private static double softplus(double v) {
        return Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
    }

    /** The error function: its Maclaurin series near zero, the continued fraction of its complement further out. */
    private static double erf(double x) {
        if (Math.abs(x) > 2.5) {
            double fraction = 0;
            for (int k = 60; k > 0; k--) {
                fraction = k / 2.0 / (Math.abs(x) + fraction);
            }
            double complement = Math.exp(-x * x) / Math.sqrt(Math.PI) / (Math.abs(x) + fraction);
            return Math.signum(x) * (1 - complement);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
