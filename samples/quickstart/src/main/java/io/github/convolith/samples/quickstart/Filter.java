package io.github.convolith.samples.quickstart;

import java.util.List;

/**
 * A filter of 3×3 written by hand.
 *
 * @param name what it shows
 * @param colours how much it takes of red, green and blue
 * @param bias added to every output
 * @param taps its nine numbers, row by row
 */
record Filter(String name, float[] colours, float bias, float[] taps) {
    /** The mean of the three colours. */
    private static final float[] BRIGHTNESS = {1 / 3f, 1 / 3f, 1 / 3f};

    /** Red and nothing else: what is white or grey has as much of the other two and gives 0. */
    private static final float[] REDNESS = {1, -0.5f, -0.5f};

    /** Output lies between black, which is 0, and white; where it lies around 0, the bias lifts it to middle grey. */
    private static final float BLACK = 0;

    private static final float GREY = 0.5f;
    private static final float WHITE = 1;

    static final List<Filter> ALL = List.of(
            of("horizontal edges", BRIGHTNESS, BLACK, -1, -2, -1, 0, 0, 0, 1, 2, 1),
            of("vertical edges", BRIGHTNESS, BLACK, -1, 0, 1, -2, 0, 2, -1, 0, 1),
            of("blur", BRIGHTNESS, BLACK, 1 / 16f, 1 / 8f, 1 / 16f, 1 / 8f, 1 / 4f, 1 / 8f, 1 / 16f, 1 / 8f, 1 / 16f),
            of("sharpen", BRIGHTNESS, BLACK, 0, -0.5f, 0, -0.5f, 3, -0.5f, 0, -0.5f, 0),
            of("emboss", BRIGHTNESS, GREY, -1, -1, 0, -1, 0, 1, 0, 1, 1),
            of("outline", BRIGHTNESS, WHITE, 0.5f, 0.5f, 0.5f, 0.5f, -4, 0.5f, 0.5f, 0.5f, 0.5f),
            of("negative", BRIGHTNESS, WHITE, 0, 0, 0, 0, -1, 0, 0, 0, 0),
            of("redness", REDNESS, BLACK, 0, 0, 0, 0, 1, 0, 0, 0, 0));

    private static Filter of(String name, float[] colours, float bias, float... taps) {
        return new Filter(name, colours, bias, taps);
    }

    /** All filters as the kernel of a layer: out × in × height × width, flattened. */
    static float[] kernel() {
        float[] kernel = new float[ALL.size() * 3 * 9];
        int i = 0;
        for (Filter filter : ALL) {
            for (float colour : filter.colours) {
                for (float tap : filter.taps) {
                    kernel[i++] = colour * tap;
                }
            }
        }
        return kernel;
    }

    /** The bias of each filter. */
    static float[] biases() {
        float[] biases = new float[ALL.size()];
        for (int o = 0; o < biases.length; o++) {
            biases[o] = ALL.get(o).bias;
        }
        return biases;
    }
}
