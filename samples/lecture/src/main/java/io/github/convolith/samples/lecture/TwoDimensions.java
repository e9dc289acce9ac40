package io.github.convolith.samples.lecture;

import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.Operation.CORRELATION;
import static io.github.convolith.annotations.Padding.VALID;
import static io.github.convolith.samples.lecture.Signals.response;
import static io.github.convolith.samples.lecture.Signals.signal;

import io.github.convolith.annotations.ConvLayer;
import java.util.StringJoiner;

/** A kernel of 3 x 3 slides over an image of 5 x 5. */
final class TwoDimensions {
    private static final int SIZE = 5;
    private static final int TAPS = 3;
    private static final int OUT = SIZE - TAPS + 1;

    private static final float[] IMAGE = {
        3, 3, 2, 1, 0, //
        0, 0, 1, 3, 1, //
        3, 1, 2, 2, 3, //
        2, 0, 0, 2, 2, //
        2, 0, 0, 0, 1
    };

    private static final float[] KERNEL = {
        0, 1, 2, //
        2, 2, 0, //
        0, 1, 2
    };

    private TwoDimensions() {}

    static void write(Page page) {
        page.say("""
                In two dimensions the kernel slides along the rows and down the columns. At each place the numbers under
                it are multiplied with it, one by one, and summed. Here it moves by one (stride 1), stays inside the
                image (valid) and is not flipped (correlation):""");
        page.formula("y[m][n] = sum_r sum_s w[r][s] x[m+r][n+s]");
        page.gap();
        page.matrix("x", IMAGE, SIZE);
        page.gap();
        page.matrix("w", KERNEL, TAPS);
        page.gap();
        float[] y = response(PictureLayer.link(), IMAGE);
        page.matrix("y", y, OUT);
        page.checkEqual("y is 12 12 17 / 10 17 19 / 9 6 14", y, signal(12, 12, 17, 10, 17, 19, 9, 6, 14));
        page.checkEqual("y, by the definition", y, Definition.validCorrelation(IMAGE, SIZE, KERNEL, TAPS));

        page.say("The first and the last of them, step by step:");
        page.formula(window(y, 0, 0));
        page.formula(window(y, 2, 2));
    }

    /** The sum behind one output, in the order of the kernel's rows. */
    private static String window(float[] y, int m, int n) {
        StringJoiner terms = new StringJoiner(" + ", "y[" + m + "][" + n + "] = ", "");
        for (int r = 0; r < TAPS; r++) {
            StringJoiner row = new StringJoiner(" + ", "(", ")");
            for (int s = 0; s < TAPS; s++) {
                row.add(Page.number(KERNEL[r * TAPS + s]) + "*" + Page.number(IMAGE[(m + r) * SIZE + n + s]));
            }
            terms.add(row.toString());
        }
        return terms + " = " + Page.number(y[m * OUT + n]);
    }
}

@ConvLayer(
        in = 1,
        out = 1,
        kernel = 3,
        stride = 1,
        height = 5,
        width = 5,
        padding = VALID,
        operation = CORRELATION,
        bias = NONE,
        weights = {
            0, 1, 2, //
            2, 2, 0, //
            0, 1, 2
        })
interface Picture {}
