package io.github.convolith.samples.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {
    @Test
    void blackIsEmptyAndWhiteIsFull() {
        assertThat(Preview.lines(verdict(plain(0))).subList(0, 12)).containsOnly(" ".repeat(Preview.COLUMNS));
        assertThat(Preview.lines(verdict(plain(255))).subList(0, 12)).containsOnly("@".repeat(Preview.COLUMNS));
    }

    @Test
    void halvesStayWhereTheyAre() {
        byte[] left = plain(0);
        byte[] top = plain(0);
        for (int i = 0; i < left.length; i++) {
            left[i] = (byte) (i % 28 < 14 ? 255 : 0);
            top[i] = (byte) (i / 28 < 14 ? 255 : 0);
        }
        assertThat(Preview.lines(verdict(left)).subList(0, 12)).containsOnly("@".repeat(12) + " ".repeat(12));
        List<String> lines = Preview.lines(verdict(top));
        assertThat(lines.subList(0, 6)).containsOnly("@".repeat(24));
        assertThat(lines.subList(6, 12)).containsOnly(" ".repeat(24));
    }

    @Test
    void aPixelThatLiesUnderTwoCellsIsSharedBetweenThem() {
        byte[] pixels = plain(0);
        for (int row = 0; row < 28; row++) {
            pixels[row * 28 + 1] = (byte) 255;
        }
        // Cells are 7/6 pixels wide: column 1 has a sixth of itself in the first, where it fills a seventh.
        assertThat(Preview.lines(verdict(pixels)).get(0)).isEqualTo(".*" + " ".repeat(22));
    }

    @Test
    void theVerdictStandsBelow() {
        LabelledImage image = new LabelledImage(plain(0), Garment.ANKLE_BOOT);
        assertThat(Preview.lines(new Verdict(image, Garment.ANKLE_BOOT, 0.9876f))
                        .subList(12, 14))
                .containsExactly("ankle boot, 98.8 %      ", "right                   ");
        assertThat(Preview.lines(new Verdict(image, Garment.SNEAKER, 0.5f)).subList(12, 14))
                .containsExactly("sneaker, 50.0 %         ", "wrong: ankle boot       ");
    }

    @Test
    void everyVerdictFitsItsPreview() {
        for (Garment garment : Garment.values()) {
            for (Garment label : Garment.values()) {
                Verdict verdict = new Verdict(new LabelledImage(plain(0), label), garment, 1);
                List<String> lines = Preview.lines(verdict);
                assertThat(lines).allMatch(line -> line.length() == Preview.COLUMNS);
                assertThat(lines.get(12).stripTrailing()).isEqualTo(garment + ", 100.0 %");
                assertThat(lines.get(13)).contains(garment == label ? "right" : "wrong: " + label);
            }
        }
    }

    @Test
    void aSheetOfThreesFitsATerminal() {
        List<String> sheet = Preview.sheet(Collections.nCopies(4, verdict(plain(255))), 3);
        assertThat(sheet).hasSize(2 * (12 + 2 + 1)).allMatch(line -> line.length() <= 80);
        assertThat(sheet.get(0)).hasSize(3 * 24 + 2 * 3);
        assertThat(sheet.get(15)).hasSize(24);
    }

    private static byte[] plain(int brightness) {
        byte[] pixels = new byte[LabelledImage.PIXELS];
        Arrays.fill(pixels, (byte) brightness);
        return pixels;
    }

    private static Verdict verdict(byte[] pixels) {
        return new Verdict(new LabelledImage(pixels, Garment.BAG), Garment.BAG, 1);
    }
}
