package io.github.convolith.processor.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.ConvolithProcessor;
import io.github.convolith.processor.testing.Interception;
import io.github.convolith.processor.testing.SampleSpecs;
import io.github.convolith.processor.testing.UserBuild;
import io.github.convolith.processor.testing.UserBuild.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Processor;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same specs give the same source, whatever order, compiler or machine they meet. */
class DeterminismTest {
    private static final Map<String, String> GENERATED = generated(Tool.JAVAC, false);

    private static Map<String, String> generated(Tool tool, boolean isReversed, String... options) {
        List<String> names = new ArrayList<>(SampleSpecs.annotations().keySet());
        if (isReversed) {
            Collections.reverse(names);
        }
        UserBuild build = UserBuild.with(tool).options(options);
        for (String name : names) {
            String annotation = SampleSpecs.annotations().get(name);
            build.source("p/" + name + ".java", SampleSpecs.source("p", "", name, annotation));
        }
        return build.run().generated();
    }

    @Test
    void orderAndCompilerChangeNothing() {
        assertThat(GENERATED).hasSameSizeAs(SampleSpecs.annotations());
        assertThat(generated(Tool.JAVAC, true)).isEqualTo(GENERATED);
        // ECJ sees the Vector API without being told to.
        assertThat(generated(Tool.ECJ, true))
                .isEqualTo(generated(Tool.JAVAC, false, "--add-modules", "jdk.incubator.vector"));
    }

    @Test
    void nothingTellsWhenWhereOrByWhomItWasGenerated() {
        generated(Tool.JAVAC, false)
                .values()
                .forEach(source -> assertThat(source)
                        .doesNotContainPattern("\\b20\\d\\d-\\d\\d|\\d\\d:\\d\\d:\\d\\d")
                        .doesNotContain(
                                "date =",
                                System.getProperty("java.version"),
                                System.getProperty("java.io.tmpdir"),
                                System.getProperty("user.home"),
                                "\r"));
    }

    /** What lets Gradle recompile one changed spec alone. */
    @ParameterizedTest
    @EnumSource(Tool.class)
    void everyFileComesFromTheOneSpecItIsFor(Tool tool) {
        Map<String, List<String>> origins = new TreeMap<>();
        Processor watched = Interception.of(Filer.class, (filer, method, arguments) -> {
            if (method.getName().equals("createSourceFile")) {
                origins.put(
                        arguments[0].toString(),
                        Arrays.stream((Element[]) arguments[1])
                                .map(element -> element.getSimpleName().toString())
                                .toList());
            }
            return Interception.pass(filer, method, arguments);
        });
        UserBuild.with(tool)
                .processors(watched)
                .source("p/Stem.java", SampleSpecs.source("p", "", "Stem", "@ConvLayer(in = 3, out = 8, kernel = 3)"))
                .source("p/Head.java", SampleSpecs.source("p", "", "Head", "@ConvLayer(in = 0, out = 8, kernel = 3)"))
                .run();
        assertThat(origins)
                .containsOnly(Map.entry("p.StemLayer", List.of("Stem")), Map.entry("p.HeadLayer", List.of("Head")));
    }

    @Test
    void gradleIsToldSo() throws IOException {
        try (InputStream in =
                ConvolithProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(ConvolithProcessor.class.getName() + ",isolating");
        }
    }
}
