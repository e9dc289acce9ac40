package io.github.convolith.samples.quickstart;

import java.util.List;

/**
 * A filter of 3×3 written by hand. It sees the brightness of a pixel: the mean of its three colours.
 *
 * @param name what it shows
 * @param taps its nine numbers, row by row
 * @param bias added to every output
 */
record Filter(String name, float[] taps, float bias) {
    /** Grey, for filters whose output lies around zero. */
    private static final float GREY = 0.5f;

    private static final float NINTH = 1f / 9f;

    static final List<Filter> ALL = List.of(
            of("horizontal edges", GREY, -1, -2, -1, 0, 0, 0, 1, 2, 1),
            of("vertical edges", GREY, -1, 0, 1, -2, 0, 2, -1, 0, 1),
            of("diagonal edges", GREY, -2, -1, 0, -1, 0, 1, 0, 1, 2),
            of("outline", GREY, -1, -1, -1, -1, 8, -1, -1, -1, -1),
            of("blur", 0, NINTH, NINTH, NINTH, NINTH, NINTH, NINTH, NINTH, NINTH, NINTH),
            of("sharpen", 0, 0, -1, 0, -1, 5, -1, 0, -1, 0),
            of("emboss", GREY, -1, -1, 0, -1, 0, 1, 0, 1, 1),
            of("negative", 1, 0, 0, 0, 0, -1, 0, 0, 0, 0));

    private static Filter of(String name, float bias, float... taps) {
        return new Filter(name, taps, bias);
    }

    /** All filters as the kernel of a layer: out × in × height × width, flattened. */
    static float[] kernel() {
        float[] kernel = new float[ALL.size() * 3 * 9];
        for (int o = 0; o < ALL.size(); o++) {
            for (int c = 0; c < 3; c++) {
                for (int tap = 0; tap < 9; tap++) {
                    kernel[(o * 3 + c) * 9 + tap] = ALL.get(o).taps()[tap] / 3;
                }
            }
        }
        return kernel;
    }

    /** The bias of each filter. */
    static float[] biases() {
        float[] biases = new float[ALL.size()];
        for (int o = 0; o < biases.length; o++) {
            biases[o] = ALL.get(o).bias();
        }
        return biases;
    }
}
