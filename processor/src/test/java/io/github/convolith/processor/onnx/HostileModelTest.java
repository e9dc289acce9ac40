package io.github.convolith.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.NetworkCompiler;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.onnx.model.ModelReader;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.testing.InMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models that are right in every detail and ask for too much: all memory, all stack, all time. */
@Timeout(60)
class HostileModelTest {
    private static NetworkCompiler.Outcome compile(SmallModel model) {
        OnnxImport imported = OnnxImporter.run(ModelReader.read(model.bytes(), Path.of(".")), ImportOptions.NONE);
        LayerClass frame = new LayerClass("models", "ModelNetwork", true, "", false, false);
        return NetworkCompiler.compile(frame, "models.Model", "@OnnxModel", imported.graph(), Optional.empty(), false);
    }

    private static void requireCompiles(SmallModel model) {
        NetworkCompiler.Outcome outcome = compile(model);
        assertThat(outcome).isInstanceOf(NetworkCompiler.Outcome.Compiled.class);
        String source = ((NetworkCompiler.Outcome.Compiled) outcome).file().toString();
        assertThat(source.length()).isLessThan(2_000_000);
        InMemory.compile(Map.of("models.ModelNetwork", source), List.of()).requireSilence();
    }

    private static void requireRefusal(SmallModel model, String text) {
        assertThatThrownBy(() -> compile(model))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining(text);
    }

    /** A chain of one operator, each with a second input of its own where that has a name. */
    private static SmallModel chain(int length, String operator, String... more) {
        SmallModel model = new SmallModel().input("v0", 1, 3, 4, 4).initializer("two", List.of(1L), 2);
        for (int i = 0; i < length; i++) {
            String[] inputs = more.length == 0 ? new String[] {"v" + i} : new String[] {"v" + i, more[0]};
            model.node(operator, "v" + (i + 1), inputs);
        }
        return model.output("v" + length);
    }

    @Test
    void aThousandFactors() {
        requireCompiles(chain(1000, "Mul", "two"));
    }

    @Test
    void aThousandFactorsBehindAConvolution() {
        SmallModel model = new SmallModel()
                .input("x", 1, 3, 4, 4)
                .weights("w", 3, 3, 1, 1)
                .initializer("two", List.of(1L), 2)
                .node("Conv", "v0", "x", "w");
        for (int i = 0; i < 1000; i++) {
            model.node("Mul", "v" + (i + 1), "v" + i, "two");
        }
        requireCompiles(model.output("v1000"));
    }

    @Test
    void twoThousandLayers() {
        requireCompiles(chain(2000, "Softplus"));
    }

    @Test
    void anInputWithoutAName() {
        requireCompiles(new SmallModel()
                .input("", 1, 2)
                .input("x", 1, 2, 3, 3)
                .node("Relu", "y", "x")
                .output("y"));
    }

    @Test
    void aHundredThousandLayers() {
        requireRefusal(chain(100_000, "Softplus"), "has more than 2500 layers");
    }

    @Test
    void aHundredThousandNodesThatDoNothing() {
        SmallModel model = chain(100_000, "Identity");
        requireCompiles(model.node("Relu", "y", "v100000").output("y"));
    }

    @Test
    void aThousandAndMorePartsOfOne() {
        SmallModel model = new SmallModel().input("x", 1, 2, 3, 3);
        String[] parts = IntStream.range(0, 1500).mapToObj(i -> "p" + i).toArray(String[]::new);
        for (String part : parts) {
            model.node("Relu", part, "x");
        }
        requireCompiles(model.node("Concat", "y", parts).attribute("axis", 1L).output("y"));
    }

    @Test
    void aBatchOfThousands() {
        SmallModel model = new SmallModel()
                .input("x", 5000, 3, 4, 4)
                .weights("w", 3, 3, 1, 1)
                .node("Conv", "y", "x", "w")
                .output("y");
        requireRefusal(model, "has more than 2500 layers");
    }

    @Test
    void aConstantOfAllMemoryThereIs() {
        for (long size : new long[] {1L << 25, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            SmallModel model = new SmallModel()
                    .input("x", 1, 1)
                    .integers("shape", size)
                    .node("ConstantOfShape", "c", "shape")
                    .node("Add", "y", "x", "c")
                    .output("y");
            assertThatThrownBy(() -> compile(model)).isInstanceOf(OnnxException.class);
        }
    }

    @Test
    void aConstantThatIsRepeated() {
        SmallModel model = new SmallModel()
                .input("x", 1, 1)
                .weights("w", 1 << 10, 1 << 10)
                .integers("times", 64, 64)
                .node("Tile", "t", "w", "times")
                .node("Add", "y", "x", "t")
                .output("y");
        requireRefusal(model, "16777216 are the limit");
    }

    @Test
    void aFactorForEachOfAllChannels() {
        SmallModel model = new SmallModel()
                .input("x", 1, Integer.MAX_VALUE)
                .initializer("two", List.of(1L), 2)
                .node("Mul", "y", "x", "two")
                .output("y");
        requireRefusal(model, "16777216 are the limit");
    }

    @Test
    void activationsThatNoArrayHolds() {
        SmallModel model = new SmallModel()
                .input("a", 1, 1 << 15, 1 << 15)
                .input("b", 1, 1 << 15, 1 << 15)
                .node("Sin", "unused", "a")
                .node("Softplus", "c", "a")
                .node("Softplus", "d", "b")
                .node("Add", "y", "c", "d")
                .output("y")
                .output("c")
                .output("d");
        NetworkCompiler.Outcome outcome = compile(model);
        assertThat(outcome).isInstanceOf(NetworkCompiler.Outcome.Refused.class);
        assertThat(((NetworkCompiler.Outcome.Refused) outcome).finding().text())
                .isEqualTo(
                        "[NETWORK_TOO_LARGE] its 1,073,741,824 elements are the most, and together with the others more"
                                + " than the 2,147,483,647 that a Java array can hold; make the inputs of the network smaller");
    }

    @Test
    void namesOfAMillionCharacters() {
        String name = "n".repeat(1_000_000);
        requireRefusal(new SmallModel().input("x", 1, 3).node("Relu", name, "x").output(name), "1000 are the limit");
    }
}
