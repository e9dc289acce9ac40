package io.github.convolith.processor.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.testing.SampleSpecs;
import io.github.convolith.processor.testing.UserBuild;
import io.github.convolith.processor.testing.UserBuild.Outcome;
import io.github.convolith.processor.testing.UserBuild.Tool;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs live in modules, in packages with types of any name, within other types, and in no package at all. */
class SurroundingsTest {
    private static final String SPEC = "@ConvLayer(in = 3, out = 8, kernel = 3)";

    /** Simple names that generated source uses, or is likely to. */
    private static final List<String> NAMES = List.of(
            "Activations",
            "Arrays",
            "Float",
            "Generated",
            "IllegalArgumentException",
            "IllegalStateException",
            "Integer",
            "Layer",
            "Math",
            "Object",
            "Override",
            "Session",
            "Shape",
            "String",
            "System",
            "UnsupportedOperationException",
            "Weights");

    static Stream<Arguments> modules() {
        return Arrays.stream(Tool.values())
                .flatMap(tool -> Stream.of(true, false).map(names -> Arguments.of(tool, names)));
    }

    @ParameterizedTest(name = "{0}, java.compiler required: {1}")
    @MethodSource("modules")
    void aModuleNeedsNothingButAnnotationsAndRuntime(Tool tool, boolean isCompilerRequired) {
        String requires = isCompilerRequired ? "requires static java.compiler;" : "";
        Outcome outcome = UserBuild.with(tool)
                .onModulePath()
                .source("module-info.java", """
                        module user {
                            requires static io.github.convolith.annotations;
                            requires io.github.convolith.runtime;
                            %s
                        }
                        """.formatted(requires))
                .source("p/Stem.java", SampleSpecs.source("p", "", "Stem", SPEC))
                .run();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.source("StemLayer").contains("@Generated(")).isEqualTo(isCompilerRequired);
        assertThat(outcome.classes()).containsKey("p/StemLayer.class");
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void typesOfTheUsersPackageMayHaveAnyName(Tool tool) {
        UserBuild build = UserBuild.with(tool);
        SampleSpecs.annotations()
                .forEach((name, annotation) ->
                        build.source("p/" + name + ".java", SampleSpecs.source("p", "", name, annotation)));
        build.source("p/Wrong.java", SampleSpecs.source("p", "", "Wrong", SPEC.replace("3", "0")));
        NAMES.forEach(name -> build.source("p/" + name + ".java", "package p;\nfinal class " + name + " {}\n"));
        assertThat(build.run().errors()).allSatisfy(error -> {
            assertThat(error.file()).isEqualTo("p/Wrong.java");
            assertThat(error.text()).startsWith("[NOT_POSITIVE]");
        });
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void aSpecMayHaveTheNameOfATypeThatItsLayerUses(Tool tool) {
        UserBuild build = UserBuild.with(tool);
        for (String name : NAMES) {
            build.source("p/" + name + ".java", SampleSpecs.source("p", "", name, SPEC));
        }
        Outcome outcome = build.run();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.generated()).hasSameSizeAs(NAMES);
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void aSpecMayStandInTheUnnamedPackage(Tool tool) {
        Outcome outcome = UserBuild.with(tool)
                .source("Stem.java", SampleSpecs.source("p", "", "Stem", SPEC).replace("package p;\n", ""))
                .source("Math.java", "final class Math {}")
                .source("Client.java", """
                        import io.github.convolith.runtime.*;

                        final class Client {
                            Layer layer = StemLayer.link(8, 8, Weights.of(new float[216]));
                        }
                        """)
                .run();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.generated()).containsOnlyKeys("StemLayer.java");
        assertThat(outcome.source("StemLayer")).doesNotContain("package ");
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void aLayerIsVisibleWhereItsSpecIs(Tool tool) {
        Outcome outcome = UserBuild.with(tool)
                .source("p/Outer.java", """
                        package p;

                        import io.github.convolith.annotations.ConvLayer;

                        public class Outer {
                            SPEC public interface Open {}
                            SPEC interface Closed {}
                            SPEC protected interface Inherited {}

                            public interface Middle {
                                SPEC interface Implied {}
                            }

                            interface Hidden {
                                SPEC interface Implied {}
                            }
                        }
                        """.replace("SPEC", SPEC))
                .source("p/Top.java", SampleSpecs.source("p", "public ", "Top", SPEC))
                .source("p/Internal.java", SampleSpecs.source("p", "", "Internal", SPEC))
                .run();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.source("TopLayer")).contains("\npublic final class TopLayer ");
        assertThat(outcome.source("InternalLayer")).contains("\nfinal class InternalLayer ");
        assertThat(outcome.source("Outer_OpenLayer")).contains("\npublic final class Outer_OpenLayer ");
        assertThat(outcome.source("Outer_ClosedLayer")).contains("\nfinal class Outer_ClosedLayer ");
        assertThat(outcome.source("Outer_InheritedLayer")).contains("\nfinal class Outer_InheritedLayer ");
        assertThat(outcome.source("Outer_Middle_ImpliedLayer"))
                .contains("\npublic final class Outer_Middle_ImpliedLayer ");
        assertThat(outcome.source("Outer_Hidden_ImpliedLayer")).contains("\nfinal class Outer_Hidden_ImpliedLayer ");
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void aSpecMayHaveAnyNameThatJavaAllows(Tool tool) {
        UserBuild build = UserBuild.with(tool);
        StringBuilder client = new StringBuilder("package p;\n\nfinal class Client {\n");
        for (String name : List.of("größe", "My$Stem", "_1", "Layer", "StemLayer", "x", "kernel")) {
            build.source("p/" + name + ".java", SampleSpecs.source("p", "", name, SPEC));
            client.append("    Object of" + name + " = " + name + "Layer.link(8, 8, null);\n");
        }
        Outcome outcome = build.source("p/Client.java", client + "}\n").run();
        assertThat(outcome.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "UTF-16"})
    void generatedSourceCompilesUnderAnyEncoding(String encoding) {
        Outcome outcome = UserBuild.with(Tool.JAVAC)
                .encoding(encoding)
                .source("p/Stem.java", SampleSpecs.source("p", "", "Stem", SPEC))
                .run();
        assertThat(outcome.problems()).isEmpty();
    }
}
