package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Resize.Axis;
import io.github.convolith.processor.graph.Resize.Coordinates;
import io.github.convolith.processor.graph.Resize.Mode;
import io.github.convolith.processor.graph.Resize.Nearest;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.pass.Passes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResizeTest {
    private static Resize resize(Mode mode, Coordinates coordinates, Axis... axes) {
        return new Resize(mode, List.of(axes), coordinates, Nearest.ROUND_PREFER_FLOOR, -0.75f, false, false);
    }

    private static Graph graph(Resize op, int channels, int... sizes) {
        return new GraphBuilder().input("x", channels, sizes).node("y", op, "x").build();
    }

    private static double[] reference(Resize op, float[] x, int... sizes) {
        StoredWeights none = new StoredWeights(Map.of(), Map.of());
        return ReferenceNetwork.values(graph(op, 1, sizes), none, Map.of("x", x))
                .get("y")
                .numbers();
    }

    @Test
    void theReferenceIsRightOnExamplesOfTheSpecification() {
        float[] x = {1, 2, 3, 4};
        Axis two = new Axis(4, 2);
        assertThat(reference(resize(Mode.LINEAR, Coordinates.HALF_PIXEL, two, two), x, 2, 2))
                .containsExactly(1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4);
        float[] row = {1, 2, 3, 4};
        // Four elements times 0.6 are two; the corners of 2.4 are aligned.
        double[] aligned = reference(resize(Mode.LINEAR, Coordinates.ALIGN_CORNERS, new Axis(2, 0.6)), row, 4);
        assertThat(aligned[1]).isCloseTo(3.142857, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(reference(resize(Mode.NEAREST, Coordinates.HALF_PIXEL, new Axis(2, 0.6)), row, 4))
                .containsExactly(1, 3);
        Resize antialiased = new Resize(
                Mode.LINEAR,
                List.of(new Axis(2, 0.6), new Axis(2, 0.6)),
                Coordinates.HALF_PIXEL,
                Nearest.FLOOR,
                -0.75f,
                false,
                true);
        float[] square = new float[16];
        for (int i = 0; i < 16; i++) {
            square[i] = i + 1;
        }
        assertThat(reference(antialiased, square, 4, 4))
                .usingComparatorWithPrecision(1e-5)
                .containsExactly(2.875, 4.5, 9.375, 11);
    }

    @Test
    void anySizeModeAndCoordinatesGiveWhatTheyShould() {
        NetworkRig rig = new NetworkRig();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int[] sizes = random.ints(1 + random.nextInt(2), 1, 9).toArray();
            List<Axis> axes = new ArrayList<>();
            for (int size : sizes) {
                axes.add(random(size, random));
            }
            Resize op = new Resize(
                    Mode.values()[random.nextInt(3)],
                    axes,
                    Coordinates.values()[random.nextInt(6)],
                    Nearest.values()[random.nextInt(4)],
                    random.nextBoolean() ? -0.75f : -0.5f,
                    random.nextInt(3) == 0,
                    random.nextInt(3) == 0);
            rig.add("Random" + seed, seed, graph(op, 1 + random.nextInt(3), sizes));
        }
        assertThat(rig.check()).isBetween(1e-3, 20.0);
    }

    private static Axis random(int size, Random random) {
        if (random.nextBoolean()) {
            return Axis.ofSize(1 + random.nextInt(12), size);
        }
        float scale = (1 + random.nextInt(30)) / 10f;
        int scaled = Axis.scaled(size, scale);
        return scaled < 1 ? Axis.ofSize(size, size) : new Axis(scaled, Double.parseDouble(Float.toString(scale)));
    }

    @Test
    void largeImagesAreResized() {
        NetworkRig rig = new NetworkRig();
        rig.add(
                "Up",
                1,
                graph(
                        resize(Mode.LINEAR, Coordinates.HALF_PIXEL, Axis.ofSize(80, 40), Axis.ofSize(90, 30)),
                        3,
                        40,
                        30));
        rig.add(
                "Down",
                2,
                graph(resize(Mode.CUBIC, Coordinates.ASYMMETRIC, Axis.ofSize(7, 60), Axis.ofSize(11, 50)), 2, 60, 50));
        Resize antialiased = new Resize(
                Mode.CUBIC,
                List.of(Axis.ofSize(3, 64), Axis.ofSize(5, 41)),
                Coordinates.HALF_PIXEL,
                Nearest.FLOOR,
                -0.5f,
                false,
                true);
        rig.add("Antialiased", 3, graph(antialiased, 2, 64, 41));
        rig.check();
    }

    @Test
    void whatKeepsItsSizeIsDropped() {
        Axis same = Axis.ofSize(5, 5);
        assertThat(nodes(resize(Mode.LINEAR, Coordinates.ALIGN_CORNERS, same, same)))
                .isZero();
        assertThat(nodes(resize(Mode.NEAREST, Coordinates.HALF_PIXEL, same, new Axis(5, 1.1))))
                .isOne();
        assertThat(nodes(resize(Mode.LINEAR, Coordinates.TF_HALF_PIXEL_FOR_NN, same, same)))
                .isOne();
    }

    private static int nodes(Resize op) {
        Graph graph = graph(op, 2, 5, 5);
        NetworkRig.check(2, graph);
        return Passes.run(graph).graph().nodes().size();
    }

    @Test
    void annotationsSayAll() {
        Graph meant = new GraphBuilder()
                .input("input", 2, 4, 5)
                .node("twice", resize(Mode.NEAREST, Coordinates.HALF_PIXEL, new Axis(8, 2), new Axis(10, 2)), "input")
                .node(
                        "sized",
                        resize(Mode.LINEAR, Coordinates.ALIGN_CORNERS, new Axis(5, 5 / 8.0), new Axis(7, 0.7)),
                        "twice")
                .node(
                        "rounded",
                        new Resize(
                                Mode.NEAREST,
                                List.of(new Axis(3, 0.7), new Axis(10, 1.5)),
                                Coordinates.ASYMMETRIC,
                                Nearest.FLOOR,
                                -0.75f,
                                false,
                                false),
                        "sized")
                .node(
                        "cubic",
                        new Resize(
                                Mode.CUBIC,
                                List.of(Axis.ofSize(4, 3), Axis.ofSize(4, 10)),
                                Coordinates.HALF_PIXEL_SYMMETRIC,
                                Nearest.ROUND_PREFER_FLOOR,
                                -0.5f,
                                true,
                                true),
                        "rounded")
                .node(
                        "aligned",
                        resize(Mode.LINEAR, Coordinates.ALIGN_CORNERS, new Axis(7, 7 / 4.0), new Axis(7, 7 / 4.0)),
                        "cubic")
                .build();
        String layers = """
                @ResizeLayer(scale = 2) void twice();
                @ResizeLayer(height = 5, width = 7, mode = Interpolation.LINEAR,
                        coordinates = Coordinates.ALIGN_CORNERS) void sized();
                @ResizeLayer(scale = {0.7f, 1.5f}, coordinates = Coordinates.ASYMMETRIC, rounding = Rounding.FLOOR)
                void rounded();
                @ResizeLayer(height = 4, width = 4, mode = Interpolation.CUBIC, cubicCoefficient = -0.5f,
                        excludeOutside = true, antialias = true, coordinates = Coordinates.HALF_PIXEL_SYMMETRIC)
                void cubic();
                @ResizeLayer(scale = 1.9f, mode = Interpolation.LINEAR, coordinates = Coordinates.ALIGN_CORNERS)
                void aligned();""";
        new NetworkRig()
                .add(AnnotatedNetwork.of("Sizes", "channels = 2, height = 4, width = 5", layers, meant))
                .check();
    }

    @Test
    void annotationsOfSignals() {
        Graph meant = new GraphBuilder()
                .input("input", 3, 6)
                .node("y", resize(Mode.LINEAR, Coordinates.PYTORCH_HALF_PIXEL, Axis.ofSize(11, 6)), "input")
                .build();
        String layers = """
                @ResizeLayer(length = 11, mode = Interpolation.LINEAR, coordinates = Coordinates.PYTORCH_HALF_PIXEL)
                void y();""";
        new NetworkRig()
                .add(AnnotatedNetwork.of("Signal", "channels = 3, length = 6", layers, meant))
                .check();
    }

    @Test
    void whatCannotBeResizedIsSaid() {
        assertThatThrownBy(() -> resize(Mode.LINEAR, Coordinates.HALF_PIXEL, new Axis(2, 1))
                        .output(List.of(Shape.of(2, 3, 3))))
                .isInstanceOf(Misfit.class)
                .hasMessage("it resizes 1 axes and is given 2 × 3 × 3");
    }
}
