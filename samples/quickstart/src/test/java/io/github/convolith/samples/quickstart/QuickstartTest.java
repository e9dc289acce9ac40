package io.github.convolith.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.convolith.runtime.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(features).containsExactly(expected, within(1e-5f));
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
        assertThat(features).containsExactly(expected, within(1e-5f));
    }

    @Test
    void everyFilterBecomesAPicture(@TempDir Path folder) throws IOException {
        BufferedImage map = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        FeatureMaps.write(map, List.of(map, map, map, map, map, map, map, map), folder);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(Filter.ALL.size() + 1)
                    .contains("all.png", "1-horizontal-edges.png", "8-negative.png");
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
}
