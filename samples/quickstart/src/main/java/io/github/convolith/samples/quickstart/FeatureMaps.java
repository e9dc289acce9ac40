package io.github.convolith.samples.quickstart;

import io.github.convolith.runtime.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** The output of the layer as pictures. */
final class FeatureMaps {
    private FeatureMaps() {}

    /** One grey picture for each channel: 0 is black, 1 is white, and what lies beyond is cut off. */
    static List<BufferedImage> of(float[] features, Shape shape) {
        int width = shape.width();
        int plane = shape.height() * width;
        List<BufferedImage> maps = new ArrayList<>();
        for (int o = 0; o < shape.channels(); o++) {
            BufferedImage map = new BufferedImage(width, shape.height(), BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < plane; i++) {
                int grey = Math.round(255 * Math.max(0f, Math.min(1f, features[o * plane + i])));
                map.setRGB(i % width, i / width, grey << 16 | grey << 8 | grey);
            }
            maps.add(map);
        }
        return maps;
    }

    /** Writes each map and a sheet with all of them; returns the sheet's file. */
    static Path write(BufferedImage photo, List<BufferedImage> maps, Path folder) throws IOException {
        Files.createDirectories(folder);
        ContactSheet sheet = new ContactSheet(maps.size() + 1, maps.get(0));
        sheet.add(photo, "photograph");
        for (int o = 0; o < maps.size(); o++) {
            String name = (o + 1) + " " + Filter.ALL.get(o).name();
            writePng(maps.get(o), folder.resolve(name.replace(' ', '-') + ".png"));
            sheet.add(maps.get(o), name);
        }
        Path file = folder.resolve("all.png");
        writePng(sheet.image(), file);
        return file;
    }

    private static void writePng(BufferedImage image, Path file) throws IOException {
        ImageIO.write(image, "png", file.toFile());
    }
}
