package io.github.convolith.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.runtime.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @Test
    void theGeneratedLayerAgreesWithPlainLoopsOnThePhotograph() throws IOException {
        BufferedImage photo = Photo.builtIn();
        float[] pixels = Photo.pixels(photo);
        StemLayer stem =
                StemLayer.link(photo.getHeight(), photo.getWidth(), Weights.of(Filter.kernel(), Filter.biases()));
        float[] features = new float[stem.outputShape().elements()];
        stem.newSession().run(pixels, features);
        float[] expected = new float[features.length];
        new PlainLoops(photo.getHeight(), photo.getWidth(), Filter.kernel(), Filter.biases()).run(pixels, expected);
        assertThat(Comparison.of(features, expected)).matches(Comparison::agrees, "agrees");
    }

    @Test
    void oddSizesAgreeAsWell() {
        float[] pixels = Photo.pixels(new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB));
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 11 / 11f;
        }
        StemLayer stem = StemLayer.link(5, 7, Weights.of(Filter.kernel(), Filter.biases()));
        float[] features = new float[stem.outputShape().elements()];
        stem.newSession().run(pixels, features);
        float[] expected = new float[features.length];
        new PlainLoops(5, 7, Filter.kernel(), Filter.biases()).run(pixels, expected);
        assertThat(Comparison.of(features, expected)).matches(Comparison::agrees, "agrees");
    }

    @Test
    void everyFilterBecomesAPicture(@TempDir Path folder) throws IOException {
        BufferedImage map = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        FeatureMaps.write(map, List.of(map, map, map, map, map, map, map, map), folder);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(Filter.ALL.size() + 1)
                    .contains("all.png", "1-horizontal-edges.png", "8-redness.png");
        }
    }

    @Test
    void aMissingPhotoIsSaidWithItsPath(@TempDir Path folder) {
        assertThatThrownBy(() -> Photo.read(folder.resolve("none.png")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("none.png");
    }

    @Test
    void aFileThatIsNoImageIsSaid(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("text.png"), "not a picture");
        assertThatThrownBy(() -> Photo.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not an image");
    }

    @Test
    void aDamagedImageIsSaidWithItsPath(@TempDir Path folder) throws IOException {
        Path whole = folder.resolve("whole.png");
        ImageIO.write(Photo.builtIn(), "png", whole.toFile());
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(Files.readAllBytes(whole), 5000));
        assertThatThrownBy(() -> Photo.read(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.png is damaged");
    }

    @Test
    void aFolderIsNoPhoto(@TempDir Path folder) {
        assertThatThrownBy(() -> Photo.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a file");
    }

    @Test
    void aComparisonSeesADifferenceAndNaN() {
        assertThat(Comparison.of(new float[] {1, 2}, new float[] {1, 2}).agrees())
                .isTrue();
        assertThat(Comparison.of(new float[] {1, 2.001f}, new float[] {1, 2}).agrees())
                .isFalse();
        assertThat(Comparison.of(new float[] {1, Float.NaN}, new float[] {1, 2}).agrees())
                .isFalse();
    }

    @Test
    void aContactSheetTakesPicturesOfAnySize() {
        for (int[] size : new int[][] {{1, 1}, {1, 300}, {300, 1}, {2000, 1500}}) {
            BufferedImage picture = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
            ContactSheet sheet = new ContactSheet(1, picture);
            sheet.add(picture, "a picture");
            assertThat(sheet.image().getWidth()).isBetween(450, 1300);
        }
    }
}
