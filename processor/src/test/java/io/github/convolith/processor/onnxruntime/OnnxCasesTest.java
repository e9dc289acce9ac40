package io.github.convolith.processor.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.invariants.GeneratedLayers;
import io.github.convolith.processor.sweep.Reference;
import io.github.convolith.runtime.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The convolutions among the operator cases of the ONNX project, in every strategy that takes them. The cases are no
 * part of this repository; {@code -Dconvolith.onnxCases} names the folder to look for them in.
 */
class OnnxCasesTest {
    private static final double DIRECT = 1e-5;
    private static final double WINOGRAD = 1e-4;

    /** Beside the checkout. */
    private static final Path USUAL_PLACE =
            Path.of(System.getProperty("basedir", "."), "..", "..", "shared", "onnx-cases", "core");

    private static List<ConvCase> cases() throws IOException {
        Path folder = Optional.ofNullable(System.getProperty("convolith.onnxCases"))
                .map(Path::of)
                .orElse(USUAL_PLACE)
                .toAbsolutePath()
                .normalize();
        assumeTrue(
                Files.isDirectory(folder),
                "there are no ONNX cases in " + folder + "; -Dconvolith.onnxCases names another folder");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("model.onnx"))
                    .map(Path::getParent)
                    .sorted()
                    .flatMap(each -> ConvCase.read(each).stream())
                    .toList();
        }
    }

    @Test
    void everyStrategyGivesTheOutputsThatOnnxStored() throws IOException {
        List<ConvCase> cases = cases();
        assertThat(cases).as("cases of a single Conv").isNotEmpty();
        GeneratedLayers layers = new GeneratedLayers();
        cases.forEach(each -> layers.addAll(each.spec()));
        ClassLoader loader = layers.compile().loader();
        for (GeneratedLayers.Generated generated : layers.layers()) {
            boolean direct = generated.strategy().algorithm() != Algorithm.WINOGRAD;
            Layer layer = GeneratedLayers.link(loader, generated.name(), generated.spec());
            cases.stream()
                    .filter(each -> each.spec() == generated.spec())
                    .forEach(each -> compare(each, layer, direct ? DIRECT : WINOGRAD));
        }
    }

    /** Compares the first and the last image of a batch: what lies between costs time and shows nothing new. */
    private static void compare(ConvCase from, Layer layer, double relative) {
        int inputs = layer.inputShape().elements();
        int outputs = layer.outputShape().elements();
        int batch = from.inputs().length / inputs;
        assertThat(from.outputs()).as(from.name()).hasSize(batch * outputs);
        for (int image = 0; image < batch; image += Math.max(1, batch - 1)) {
            float[] x = Arrays.copyOfRange(from.inputs(), image * inputs, (image + 1) * inputs);
            float[] stored = Arrays.copyOfRange(from.outputs(), image * outputs, (image + 1) * outputs);
            float[] ours = new float[outputs];
            layer.newSession().run(x, ours);
            Reference reference = new Reference(from.spec(), x);
            assertThat(reference.difference(stored, DIRECT))
                    .as("the output stored with %s", from)
                    .isEmpty();
            double shared = relative == DIRECT ? 0 : 1e-6 * reference.largestMagnitude();
            assertThat(reference.difference(ours, relative, shared))
                    .as("%s, %s", from, layer.describe())
                    .isEmpty();
        }
    }
}
