package io.github.convolith.samples.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TestImagesTest {
    @Test
    void theBuiltInImagesAreTheFirst500OfTheTestSet() throws IOException {
        List<LabelledImage> images = TestImages.builtIn();
        assertThat(images).hasSize(500);
        assertThat(images.stream().limit(5).map(LabelledImage::label))
                .containsExactly(
                        Garment.ANKLE_BOOT, Garment.PULLOVER, Garment.TROUSERS, Garment.TROUSERS, Garment.SHIRT);
        assertThat(images.stream().map(LabelledImage::label).distinct()).hasSize(Garment.COUNT);
        // A boot, toe to the left, on black: the corner is background, the sole is not.
        byte[] boot = images.get(0).pixels();
        assertThat(boot[0]).isZero();
        assertThat(Byte.toUnsignedInt(boot[20 * LabelledImage.WIDTH + 14])).isGreaterThan(100);
    }

    @Test
    void pixelsFollowTheLabels() throws IOException {
        List<LabelledImage> images = read(file(2, new int[] {9, 0}, 2 * LabelledImage.PIXELS));
        assertThat(images.get(0).label()).isEqualTo(Garment.ANKLE_BOOT);
        assertThat(images.get(1).label()).isEqualTo(Garment.T_SHIRT);
        assertThat(images.get(0).pixels()).startsWith(0, 1, 2).hasSize(LabelledImage.PIXELS);
        assertThat(images.get(1).pixels()[0]).isEqualTo((byte) LabelledImage.PIXELS);
    }

    @Test
    void aFileThatEndsTooSoonIsSaidWithItsName() throws IOException {
        byte[] file = file(2, new int[] {9, 0}, 2 * LabelledImage.PIXELS - 1);
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageContaining("images.gz ends");
    }

    @Test
    void aFileThatGoesOnIsSaid() throws IOException {
        byte[] file = file(1, new int[] {9}, LabelledImage.PIXELS + 1);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("goes on after its 1");
    }

    @Test
    void aLabelBeyondTheLastGarmentIsSaid() throws IOException {
        byte[] file = file(2, new int[] {9, 10}, 2 * LabelledImage.PIXELS);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the label 10 for image 1");
    }

    @Test
    void aCountThatCannotBeIsSaid() throws IOException {
        for (int count : new int[] {-1, 0, 70_001}) {
            byte[] file = file(count, new int[0], 0);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("says that it has " + count + " images");
        }
    }

    private static List<LabelledImage> read(byte[] file) throws IOException {
        return TestImages.read("images.gz", new ByteArrayInputStream(file));
    }

    /** A file whose pixels count up, over all images. */
    private static byte[] file(int count, int[] labels, int pixels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream stream = new DataOutputStream(new GZIPOutputStream(bytes))) {
            stream.writeInt(count);
            for (int label : labels) {
                stream.writeByte(label);
            }
            for (int i = 0; i < pixels; i++) {
                stream.writeByte(i);
            }
        }
        return bytes.toByteArray();
    }
}
