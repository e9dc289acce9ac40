package io.github.convolith.samples.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import org.junit.jupiter.api.Test;

class TextBoxesTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    private final float[] map = new float[WIDTH * HEIGHT];

    private void mark(int x, int y, int width, int height, float probability) {
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                map[row * WIDTH + column] = probability;
            }
        }
    }

    @Test
    void aBoxGrowsByItsAreaOverItsPerimeter() {
        mark(10, 10, 16, 4, 0.9f);

        // 1.5 × 64 / 40 is 2.4.
        assertThat(new TextBoxes(map, WIDTH, HEIGHT).find()).containsExactly(new Rectangle(8, 8, 20, 8));
    }

    @Test
    void boxesStayOnThePageAndComeFromTheTop() {
        mark(0, 20, 20, 10, 0.9f);
        mark(30, 0, 10, 5, 0.9f);

        assertThat(new TextBoxes(map, WIDTH, HEIGHT).find())
                .containsExactly(new Rectangle(27, 0, 13, 8), new Rectangle(0, 15, 25, 15));
    }

    @Test
    void faintAndTinyBoxesAreNoise() {
        mark(5, 5, 10, 6, 0.4f);
        mark(20, 20, 2, 8, 0.9f);

        assertThat(new TextBoxes(map, WIDTH, HEIGHT).find()).isEmpty();
    }
}
