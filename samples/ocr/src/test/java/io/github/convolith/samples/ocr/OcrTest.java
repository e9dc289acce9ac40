package io.github.convolith.samples.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.awt.Rectangle;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled models answer rightly. */
class OcrTest {
    @BeforeAll
    static void thereMustBeAFont() {
        assumeTrue(
                canDraw(), "This machine has no font that Java could draw text with: install fontconfig and a font.");
    }

    /** Without fonts Java throws errors of several kinds. */
    private static boolean canDraw() {
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
            return font.canDisplay('A')
                    && font.getStringBounds("A", new FontRenderContext(null, true, true))
                                    .getWidth()
                            > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Convolith", "upright text", "Hello, world", "Paris 1889"})
    void textIsToldUprightFromUpsideDown(String text) {
        Direction direction = new Direction();
        BufferedImage line = Typesetter.line(text);

        assertThat(direction.upsideDown(line)).isLessThan(0.5f);
        assertThat(direction.upsideDown(Typesetter.turned(line))).isGreaterThan(0.5f);
    }

    @Test
    void everyLineOfAPageIsFound() {
        List<Rectangle> expected = Typesetter.boxes(Ocr.LINES);

        List<Rectangle> found = new Detector().lines(Typesetter.page(Ocr.LINES));

        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(overlap(found.get(i), expected.get(i)))
                    .as("%s found for %s", found.get(i), expected.get(i))
                    .isGreaterThan(0.5);
        }
    }

    @Test
    void anEmptyPageHasNoText() {
        assertThat(new Detector().lines(Typesetter.page(List.of()))).isEmpty();
    }

    @Test
    void thePageIsDrawnWithItsBoxes(@TempDir Path directory) throws IOException {
        File file = directory.resolve("page.png").toFile();

        Ocr.main(new String[] {file.toString()});

        BufferedImage page = ImageIO.read(file);
        Rectangle first = new Detector().lines(Typesetter.page(Ocr.LINES)).get(0);
        assertThat(page.getRGB(first.x, first.y) & 0xffffff).isEqualTo(0xff0000);
    }

    /** The area that two boxes have in common, as a share of what they cover together. */
    private static double overlap(Rectangle a, Rectangle b) {
        Rectangle common = a.intersection(b);
        if (common.isEmpty()) {
            return 0;
        }
        double both = (double) common.width * common.height;
        return both / ((double) a.width * a.height + (double) b.width * b.height - both);
    }
}
