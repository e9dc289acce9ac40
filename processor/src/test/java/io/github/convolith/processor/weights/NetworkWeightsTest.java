package io.github.convolith.processor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.testing.UserBuild;
import io.github.convolith.processor.testing.UserBuild.Outcome;
import io.github.convolith.processor.testing.UserBuild.Tool;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Tensor;
import io.github.convolith.runtime.WeightsException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights that a network names: where they are found, how they are checked, and that they arrive. */
class NetworkWeightsTest {
    /** Sums up three inputs, times two, plus one. */
    private static final String NET = """
            package p;

            import io.github.convolith.annotations.*;

            @Network(channels = 3, weights = "PATH")
            public interface Net {
                @DenseLayer(out = 1)
                void sum();

                @BatchNormLayer
                void norm();
            }
            """;

    @TempDir
    private Path directory;

    private static List<Tensor> tensors() {
        return List.of(
                Tensor.of("sum.weight", Shape.of(1, 3), new float[] {2, 2, 2}),
                Tensor.of("sum.bias", Shape.of(1), new float[] {1}),
                Tensor.of("norm.running_mean", Shape.of(1), new float[] {0}),
                Tensor.of("norm.running_var", Shape.of(1), new float[] {1 - 1e-5f}),
                // PyTorch counts its batches in a scalar that nobody needs any more.
                Tensor.of("norm.num_batches_tracked", Shape.of(), new float[] {7}));
    }

    private static List<Tensor> with(Tensor... others) {
        List<Tensor> tensors = new ArrayList<>(tensors());
        for (Tensor other : others) {
            tensors.removeIf(tensor -> tensor.name().equals(other.name()));
            tensors.add(other);
        }
        return tensors;
    }

    private static Outcome build(Tool tool, String path, String file, List<Tensor> tensors) {
        return UserBuild.with(tool)
                .source("p/Net.java", NET.replace("PATH", path))
                .file(file, SafetensorsWriter.bytes(tensors))
                .run();
    }

    private Network load(Outcome outcome) throws IOException, ReflectiveOperationException {
        assertThat(outcome.problems()).isEmpty();
        for (Map.Entry<String, byte[]> file : outcome.classes().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()});
        return (Network) loader.loadClass("p.NetNetwork").getMethod("load").invoke(null);
    }

    private static float result(Network network) {
        return network.forward(new float[] {1, 2, 3})[0];
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void resourcesBesideTheClassesAreFoundAsMavenPutsThemThere(Tool tool) throws Exception {
        assertThat(result(load(build(tool, "net.safetensors", "classes/p/net.safetensors", tensors()))))
                .isEqualTo(13f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/resources", "build/resources/main"})
    void resourcesAreFoundWhereGradleHasThem(String root) throws Exception {
        assertThat(result(load(build(Tool.JAVAC, "net.safetensors", root + "/p/net.safetensors", tensors()))))
                .isEqualTo(13f);
    }

    @Test
    void aSlashMeansTheRootOfTheResources() throws Exception {
        assertThat(result(load(build(Tool.JAVAC, "/all/net.bin", "classes/all/net.bin", tensors()))))
                .isEqualTo(13f);
    }

    @Test
    void anOptionNamesFurtherDirectories() throws Exception {
        Path other = Files.createDirectories(directory.resolve("elsewhere/p"));
        Files.write(other.resolve("net.safetensors"), SafetensorsWriter.bytes(tensors()));
        Outcome outcome = UserBuild.with(Tool.JAVAC)
                .source("p/Net.java", NET.replace("PATH", "net.safetensors"))
                .options("-Aconvolith.resources=" + directory.resolve("elsewhere"))
                .run();
        assertThat(result(load(outcome))).isEqualTo(13f);
    }

    @Test
    void aMissingFileIsToldWithThePlacesLookedAt() {
        Outcome outcome = UserBuild.with(Tool.JAVAC)
                .source("p/Net.java", NET.replace("PATH", "net.npz"))
                .run();
        assertThat(outcome.errors()).singleElement().satisfies(error -> {
            assertThat(error.text())
                    .startsWith("[NO_WEIGHTS_FILE] weights = net.npz is not there; looked for ")
                    .contains("src/main/resources/p/net.npz")
                    .endsWith("with the compiler option -Aconvolith.resources");
            assertThat(error.line()).isEqualTo(5);
        });
        assertThat(outcome.generated()).containsOnlyKeys("p/NetNetwork.java");
    }

    @Test
    void aPathNeverLeavesTheResources() {
        Outcome outcome = build(Tool.JAVAC, "../../secret", "secret", tensors());
        assertThat(outcome.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.text()).startsWith("[NO_WEIGHTS_FILE]"));
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        Outcome outcome = UserBuild.with(Tool.JAVAC)
                .source("p/Net.java", NET.replace("PATH", "net.txt"))
                .file("classes/p/net.txt", new byte[] {1, 2, 3})
                .run();
        assertThat(outcome.errors())
                .singleElement()
                .satisfies(error ->
                        assertThat(error.text()).startsWith("[BAD_WEIGHTS_FILE] weights = net.txt cannot be used: "));
    }

    @Test
    void everythingThatDoesNotFitIsListedAtOnce() {
        List<Tensor> tensors = with(
                Tensor.of("sum.weight", Shape.of(1, 4), new float[4]),
                Tensor.of("sum.bias", Shape.of(1), new float[] {Float.NaN}),
                Tensor.of("other", Shape.of(1), new float[1]));
        tensors.removeIf(tensor -> tensor.name().equals("norm.running_mean"));
        Outcome outcome = build(Tool.JAVAC, "net.safetensors", "classes/p/net.safetensors", tensors);
        assertThat(outcome.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.text())
                        .startsWith("[WEIGHTS_UNFIT] weights = net.safetensors does not fit the layers, 4 problems:")
                        .contains("'norm.running_mean'", "'sum.weight'", "'other'", "'sum.bias' has NaN at index 0"));
        assertThat(outcome.generated()).containsOnlyKeys("p/NetNetwork.java");
        assertThat(outcome.classes()).doesNotContainKey("p/NetNetwork.safetensors");
    }

    @Test
    void aDamagedResourceIsRefusedWhenItIsLoaded() {
        Outcome outcome = build(Tool.JAVAC, "net.safetensors", "classes/p/net.safetensors", tensors());
        byte[] packed = outcome.classes().get("p/NetNetwork.safetensors");
        packed[packed.length - 1] ^= 1;
        assertThatThrownBy(() -> load(outcome))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("NetNetwork.safetensors");
    }
}
