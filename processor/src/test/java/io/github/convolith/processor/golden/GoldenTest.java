package io.github.convolith.processor.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.testing.SampleSpecs;
import io.github.convolith.processor.testing.UserBuild;
import io.github.convolith.processor.testing.UserBuild.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What generated source looks like, kept as text in {@code src/test/resources/golden} so that every change to it is seen
 * and read. {@code -Dgolden.update=true} writes the files anew.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private static final Map<String, String> SPECS = new TreeMap<>(Map.of(
            "Stem", "@ConvLayer(in = 3, out = 8, kernel = 3, stride = 2, padding = Padding.SAME)",
            "FixedStem", """
                    @ConvLayer(in = 3, out = 8, kernel = 3, stride = 2, padding = Padding.SAME, height = 32, width = 32,
                            activation = Activation.RELU)""",
            "Unrolled", """
                    @ConvLayer(in = 1, out = 2, kernel = 2, height = 3, width = 3, unroll = Unroll.FULL,
                            activation = Activation.LEAKY_RELU)""",
            "Sobel", """
                    @ConvLayer(in = 1, out = 2, kernel = 3, pad = 1, unroll = Unroll.TAPS, bias = Bias.NONE,
                            weights = {-1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1})""",
            "Depthwise", """
                    @ConvLayer(in = 32, out = 32, kernel = 3, groups = 32, padding = Padding.SAME, height = 28,
                            width = 28, activation = Activation.RELU6)""",
            "Causal", "@Conv1dLayer(in = 1, out = 4, kernel = 5, padding = Padding.CAUSAL)",
            "Plain", "@ConvLayer(in = 2, out = 4, kernel = 3, bias = Bias.SUBTRACT, unroll = Unroll.NONE)",
            "Wrong", "@ConvLayer(in = 0, out = 8, kernel = 3, height = 32, width = 32)"));

    /** A network small enough to be read, with something to fold, to fuse and to lay into place. */
    private static final String NETWORK = """
            package p;

            import io.github.convolith.annotations.*;

            @Network(channels = 1, height = 8, width = 8, mean = 128, std = 64)
            interface Digits {
                @ConvLayer(out = 4, kernel = 3, bias = Bias.NONE)
                void c1();

                @BatchNormLayer(activation = Activation.RELU)
                void b1();

                @ConvLayer(out = 4, kernel = 3, padding = Padding.SAME)
                void c2();

                @ElementwiseLayer(from = {"c2", "b1"})
                void sum();

                @GlobalPoolLayer
                void mean();

                @DenseLayer(out = 3)
                void scores();

                @SoftmaxLayer
                void probabilities();
            }
            """;

    static Stream<String> names() {
        return Stream.concat(SPECS.keySet().stream().map(name -> name + "Layer"), Stream.of("DigitsNetwork"));
    }

    private static UserBuild build(String name) {
        String spec = name.replaceAll("Layer$|Network$", "");
        return UserBuild.with(Tool.JAVAC)
                .source(
                        "p/" + spec + ".java",
                        SPECS.containsKey(spec) ? SampleSpecs.source("p", "", spec, SPECS.get(spec)) : NETWORK);
    }

    @ParameterizedTest
    @MethodSource("names")
    void generatedSourceIsAsItWasRead(String name) throws IOException {
        String source = build(name).run().source(name);
        Path golden = GOLDEN.resolve(file(name));
        if (UPDATE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, source);
        }
        assertThat(source)
                .as("%s; if the change is wanted, write it with -Dgolden.update=true", golden)
                .isEqualTo(Files.readString(golden));
    }

    @Test
    @DisabledIfSystemProperty(named = "golden.update", matches = "true", disabledReason = "the files are being written")
    void noFileIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            names().map(GoldenTest::file).collect(Collectors.toSet()));
        }
    }

    private static String file(String name) {
        return name + ".java.txt";
    }
}
