package io.github.convolith.samples.quickstart;

import io.github.convolith.runtime.Shape;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The output of the layer as pictures. */
final class FeatureMaps {
    private static final int COLUMNS = 3;
    private static final int CAPTION = 24;

    private FeatureMaps() {}

    /** One grey picture for each channel; 0 is black, 1 is white. */
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
        for (int o = 0; o < maps.size(); o++) {
            String name = (o + 1) + "-" + Filter.ALL.get(o).name().replace(' ', '-') + ".png";
            ImageIO.write(maps.get(o), "png", folder.resolve(name).toFile());
        }
        Path sheet = folder.resolve("all.png");
        ImageIO.write(sheet(photo, maps), "png", sheet.toFile());
        return sheet;
    }

    private static BufferedImage sheet(BufferedImage photo, List<BufferedImage> maps) {
        int width = maps.get(0).getWidth();
        int height = maps.get(0).getHeight() + CAPTION;
        int rows = maps.size() / COLUMNS + 1;
        BufferedImage sheet = new BufferedImage(COLUMNS * width, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        graphics.setColor(Color.WHITE);
        for (int i = 0; i <= maps.size(); i++) {
            int left = i % COLUMNS * width;
            int top = i / COLUMNS * height;
            graphics.drawImage(i == 0 ? photo : maps.get(i - 1), left, top, width, height - CAPTION, null);
            String caption = i == 0
                    ? "photograph"
                    : String.format(
                            Locale.ROOT, "%d %s", i, Filter.ALL.get(i - 1).name());
            graphics.drawString(caption, left + 6, top + height - 7);
        }
        graphics.dispose();
        return sheet;
    }
}
