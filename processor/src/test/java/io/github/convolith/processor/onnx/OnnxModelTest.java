package io.github.convolith.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.testing.UserBuild;
import io.github.convolith.processor.testing.UserBuild.Outcome;
import io.github.convolith.processor.testing.UserBuild.Tool;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.NetworkSession;
import io.github.convolith.runtime.Port;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way from an annotation to a class that runs, and what is said where it ends early. */
class OnnxModelTest {
    @TempDir
    private Path directory;

    /** Two channels swapped, each times two. */
    private static SmallModel swap() {
        return new SmallModel()
                .input("x", 1, 2, 1, 2)
                .initializer("swap.weight", List.of(2L, 2L, 1L, 1L), 0, 2, 2, 0)
                .node("Conv", "swapped", "x", "swap.weight")
                .node("Relu", "y", "swapped")
                .output("y");
    }

    private static Outcome build(Tool tool, String attributes, byte[] model) {
        return UserBuild.with(tool)
                .source("p/Net.java", """
                        package p;

                        import io.github.convolith.annotations.*;

                        @OnnxModel(%s)
                        public interface Net {}
                        """.formatted(attributes))
                .file("classes/p/net.onnx", model)
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

    private static float[] result(Network network, float... input) {
        return network.forward(input);
    }

    private static String error(Outcome outcome) {
        assertThat(outcome.errors()).hasSize(1);
        // The stub is there all the same.
        assertThat(outcome.source("NetNetwork")).contains("public static NetNetwork load()");
        return outcome.errors().get(0).text();
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void aModelBecomesAClass(Tool tool) throws Exception {
        Network network = load(build(tool, "\"net.onnx\"", swap().bytes()));
        assertThat(result(network, 1, 2, 3, -4)).containsExactly(6, 0, 2, 4);
    }

    @Test
    void outputsMayBeAnyValues() throws Exception {
        Network network = load(build(Tool.JAVAC, "value = \"net.onnx\", outputs = \"swapped\"", swap().bytes()));
        assertThat(result(network, 1, 2, 3, -4)).containsExactly(6, -8, 2, 4);
    }

    @Test
    void portsAreConstantsOfTheClass() throws Exception {
        Network network = load(build(Tool.JAVAC, "\"net.onnx\"", swap().bytes()));
        Port input = (Port) network.getClass().getField("X").get(null);
        Port output = (Port) network.getClass().getField("Y").get(null);
        assertThat(network.inputs()).containsExactly(input);
        assertThat(network.outputs()).containsExactly(output);
        float[] result = new float[output.elements()];
        NetworkSession session = network.newSession().input(input, new float[] {1, 2, 3, -4});
        session.run();
        session.output(output, result);
        assertThat(result).containsExactly(6, 0, 2, 4);
    }

    @Test
    void theHeaderSaysWhereEachNodeWent() {
        byte[] model = new SmallModel()
                .input("x", 1, 2, 3, 3)
                .initializer("w", List.of(1L, 2L, 1L, 1L), 1, 2)
                .initializer("two", List.of(1L), 2)
                .node("Conv", "sum", "x", "w")
                .node("Mul", "twice", "sum", "two")
                .node("Relu", "y", "twice")
                .node("Shape", "shape", "y")
                .node("Reshape", "same", "y", "shape")
                .node("Sigmoid", "unused", "x")
                .output("same")
                .bytes();
        String header = build(Tool.JAVAC, "\"net.onnx\"", model).source("NetNetwork");
        assertThat(header)
                .containsPattern("Conv 'sum' +1 × 1 × 3 × 3 +y\n")
                .containsPattern("Mul 'twice' +1 × 1 × 3 × 3 +y\n")
                .containsPattern("Relu 'y' +1 × 1 × 3 × 3 +y\n")
                .containsPattern("Shape 'shape' +4 +folded to a constant\n")
                .containsPattern("Reshape 'same' +1 × 1 × 3 × 3 +nothing is left to compute\n")
                .containsPattern("Sigmoid 'unused' +dropped: no output depends on it\n");
    }

    @Test
    void theInputMayBeNormalizedAndHaveItsChannelsLast() throws Exception {
        Network network = load(build(
                Tool.JAVAC, "value = \"net.onnx\", layout = Layout.NHWC, mean = {0, 1}, std = 0.5f", swap().bytes()));
        assertThat(result(network, 1, 3, 2, 2)).containsExactly(8, 4, 4, 8);
    }

    @Test
    void openSizesAreGivenByName() throws Exception {
        byte[] model = new SmallModel()
                .input("x", 1, 1, 0)
                .node("Relu", "y", "x")
                .output("y")
                .bytes();
        assertThat(error(build(Tool.JAVAC, "\"net.onnx\"", model)))
                .isEqualTo("[BAD_MODEL] value = net.onnx cannot be compiled: input 'x' leaves the size of axis 2 open,"
                        + " as 'size'; say how large it is: shapes = \"x=1,1,…\", sizes = \"size=…\" or, on the command"
                        + " line, --shape or --size");
        assertThat(error(build(Tool.JAVAC, "value = \"net.onnx\", sizes = \"width = 3\"", model)))
                .endsWith("there is no open axis 'width' to give a size; there is 'size'");
        assertThat(error(build(Tool.JAVAC, "value = \"net.onnx\", shapes = \"y = 1, 1, 3\"", model)))
                .endsWith("there is no input 'y' to give a shape; there is 'x'");
        assertThat(error(build(Tool.JAVAC, "value = \"net.onnx\", shapes = \"x = 1, 3\"", model)))
                .endsWith("input 'x' has 3 dimensions, 1,1,…, but is given 2: [1, 3]");
        Network network = load(build(Tool.JAVAC, "value = \"net.onnx\", sizes = \"size = 3\"", model));
        assertThat(result(network, 1, -2, 3)).containsExactly(1, 0, 3);
        Network other = load(build(Tool.JAVAC, "value = \"net.onnx\", shapes = \"x = 1, 1, 2\"", model));
        assertThat(result(other, 1, -2)).containsExactly(1, 0);
    }

    @Test
    void aMissingFileIsToldWithWhereItWasLookedFor() {
        assertThat(error(build(Tool.JAVAC, "\"other.onnx\"", swap().bytes())))
                .startsWith("[NO_MODEL_FILE] value = other.onnx is not there; looked for ")
                .contains("classes/p/other.onnx");
    }

    @Test
    void whatIsNotSupportedIsToldByNameAndPlace() {
        byte[] model = new SmallModel()
                .input("x", 1, 2, 2)
                .node("Fold", "y", "x")
                .output("y")
                .bytes();
        assertThat(error(build(Tool.JAVAC, "\"net.onnx\"", model)))
                .isEqualTo("[BAD_MODEL] value = net.onnx cannot be compiled: Fold 'y': the operator is not supported in"
                        + " opset 13");
    }

    @Test
    void aDamagedFileIsRefused() {
        byte[] model = swap().bytes();
        assertThat(error(build(Tool.JAVAC, "\"net.onnx\"", Arrays.copyOf(model, model.length / 2))))
                .startsWith("[BAD_MODEL] value = net.onnx cannot be compiled: it is no ONNX model: ");
    }

    @Test
    void severalInputsAreNotNormalized() {
        byte[] model = new SmallModel()
                .input("a", 1, 2)
                .input("b", 1, 2)
                .node("Add", "y", "a", "b")
                .output("y")
                .bytes();
        assertThat(error(build(Tool.JAVAC, "value = \"net.onnx\", std = 2", model)))
                .isEqualTo("[SEVERAL_INPUTS] std is for the only input of a model, and this one has 2; remove it");
    }
}
