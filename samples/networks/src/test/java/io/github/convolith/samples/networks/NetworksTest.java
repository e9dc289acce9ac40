package io.github.convolith.samples.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.Platform;
import io.github.convolith.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks give what the models give that they were written after. */
class NetworksTest {
    private static final Path MODELS = Path.of(System.getProperty("convolith.models", ""));

    /** Relative to the largest output. */
    private static final float TOLERANCE = 1e-4f;

    /**
     * A network and the model it was written after.
     *
     * @param model the directory of the model
     * @param layers the layers with weights, in their order
     */
    record Sample(String model, Function<Weights, Network> linker, List<String> layers) {
        @Override
        public String toString() {
            return model;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("ball", BallNetwork::link, List.of("conv1", "conv2", "scores")),
                new Sample("pedestrian", PedestrianNetwork::link, List.of("conv1", "conv2", "conv3", "scores")),
                new Sample("lenet5", LeNet5Network::link, List.of("c1", "c3", "c5", "f6", "scores")),
                new Sample("resnet8", ResNet8Network::link, resNet8()),
                new Sample("dscnn", DsCnnNetwork::link, dsCnn()),
                new Sample("vww", VwwNetwork::link, vww()));
    }

    private static List<String> resNet8() {
        List<String> layers = new ArrayList<>(List.of("conv1", "bn1"));
        for (String stage : List.of("stage1_", "stage2_", "stage3_")) {
            Stream.of("conv1", "bn1", "conv2", "bn2").forEach(layer -> layers.add(stage + layer));
            if (!stage.equals("stage1_")) {
                layers.add(stage + "shortcut");
            }
        }
        layers.add("scores");
        return layers;
    }

    private static List<String> dsCnn() {
        List<String> layers = new ArrayList<>(List.of("conv", "bn"));
        for (int i = 0; i < 4; i++) {
            String block = "body." + i + ".";
            Stream.of("depthwise", "bn1", "pointwise", "bn2").forEach(layer -> layers.add(block + layer));
        }
        layers.add("scores");
        return layers;
    }

    private static List<String> vww() {
        List<String> layers = new ArrayList<>(List.of("conv", "bn"));
        for (int i = 1; i <= 8; i++) {
            addSeparable(layers, "", String.valueOf(i));
            if (i == 6) {
                for (int k = 0; k < 5; k++) {
                    addSeparable(layers, "middle." + k + ".", "");
                }
            }
        }
        layers.add("scores");
        return layers;
    }

    private static void addSeparable(List<String> layers, String prefix, String number) {
        for (String layer : List.of("depthwise", "pointwise")) {
            layers.add(prefix + layer + number);
            layers.add(prefix + layer + number + "_bn");
        }
    }

    /** The build says which target each of its test runs is for; else one could be tested twice and the other never. */
    @Test
    void theTargetIsTheOneThatThisRunIsFor() {
        String expected = System.getProperty("expected.target", "");
        assumeTrue(!expected.isEmpty(), "no target is expected");

        assertEquals(expected, Platform.current().target().propertyValue());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aNetworkGivesWhatItsModelGives(Sample sample) throws IOException {
        StoredModel model = new StoredModel(MODELS.resolve(sample.model()));
        assumeTrue(
                Files.isDirectory(model.directory()),
                () -> "no model in " + model.directory()
                        + "; name the directory of all models with -Dconvolith.models");
        Network network = sample.linker().apply(model.weights(sample.layers()));
        float[] expected = model.output();
        float largest = 0f;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(expected, network.forward(model.input()), TOLERANCE * largest);
    }
}
