package io.github.convolith.processor.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.testing.SampleSpecs;
import io.github.convolith.processor.testing.UserBuild;
import io.github.convolith.processor.testing.UserBuild.Outcome;
import io.github.convolith.processor.testing.UserBuild.Problem;
import io.github.convolith.processor.testing.UserBuild.Tool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user is told, in words and at which place, by which compiler; and what is generated in spite of it. */
class DiagnosticsTest {
    /**
     * What came of one mistake among many.
     *
     * @param errors what was said about it, in the order of places
     * @param generated its generated files by their path
     */
    record Told(Tool tool, Mistake mistake, List<Problem> errors, Map<String, String> generated) {
        @Override
        public String toString() {
            return tool + ": " + mistake;
        }
    }

    static Stream<Told> mistakes() {
        return Arrays.stream(Tool.values()).flatMap(tool -> told(tool, Mistakes.all()).stream());
    }

    static Stream<Told> mistakesOfTheLanguage() {
        return Arrays.stream(Tool.values()).flatMap(tool -> told(tool, Mistakes.ofTheLanguage()).stream());
    }

    /** Compiles all mistakes at once, each in a package of its own: none may keep another from being told. */
    private static List<Told> told(Tool tool, List<Mistake> mistakes) {
        Map<String, Mistake> packages = new LinkedHashMap<>();
        for (Mistake mistake : mistakes) {
            String name = "p" + packages.size();
            packages.put(name, mistake.inPackage(name));
        }
        UserBuild build = UserBuild.with(tool);
        packages.forEach((name, mistake) -> {
            build.source(name + "/Stem.java", mistake.code());
            if (!mistake.client().isEmpty()) {
                build.source(name + "/Client.java", mistake.client());
            }
        });
        if (tool == Tool.JAVAC) {
            // Else javac would not look at the clients once there is an error, and would stop at a hundred errors.
            build.options("--should-stop=ifError=FLOW", "-Xmaxerrs", "10000");
        }
        Outcome outcome = build.run();
        assertThat(outcome.said()).doesNotContain("Exception", "\tat ");
        List<Told> told = new ArrayList<>();
        packages.forEach((name, mistake) -> told.add(new Told(
                tool,
                mistake,
                outcome.errors().stream()
                        .filter(error -> error.file().startsWith(name + "/") || isAboutRecord(error, mistake))
                        .sorted(Comparator.comparingLong(Problem::start))
                        .toList(),
                outcome.generated().entrySet().stream()
                        .filter(file -> file.getKey().startsWith(name + "/"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))));
        return told;
    }

    /** ECJ knows no place for a message about a record, so its text has to say all. */
    private static boolean isAboutRecord(Problem error, Mistake mistake) {
        return error.file().isEmpty() && mistake.messages().contains(error.text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void eachMistakeIsToldOnceAtItsPlaceAndNothingElseIs(Told told) {
        assertThat(told.errors())
                .extracting(Problem::text)
                .containsExactlyElementsOf(told.mistake().messages());
        for (int i = 0; i < told.errors().size(); i++) {
            assertPlace(told, told.errors().get(i), told.mistake().places().get(i));
        }
        assertGenerated(told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakesOfTheLanguage")
    void whatTheCompilerTellsIsNotToldAgain(Told told) {
        assertThat(told.errors()).as("%s", told.errors()).hasSize(1);
        assertThat(told.errors().get(0).text()).doesNotStartWith("[");
        assertThat(told.errors().get(0).line())
                .isEqualTo(told.mistake().line(told.mistake().places().get(0)));
        assertGenerated(told);
    }

    /** javac then runs no processor at all, so there is no stub; neither is there anything but the language's error. */
    @ParameterizedTest
    @EnumSource(Tool.class)
    void aRepeatedAnnotationIsTheCompilersToRefuse(Tool tool) {
        String annotation = "@ConvLayer(in = 3, out = 8, kernel = 3)";
        Outcome outcome = UserBuild.with(tool)
                .source("p/Stem.java", SampleSpecs.source("p", "", "Stem", annotation + "\n" + annotation))
                .run();
        assertThat(outcome.errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.text()).containsIgnoringCase("repeatable"));
        assertThat(outcome.said()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void everyMessageHasAMistakeThatProvokesIt() {
        Set<Message> provoked = Mistakes.all().stream()
                .flatMap(mistake -> mistake.messages().stream())
                .map(text -> Message.valueOf(text.substring(1, text.indexOf(']'))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Message.class)));
        Set<Message> elsewhere = EnumSet.of(
                // FailureTest makes disk and processor fail.
                Message.NOT_WRITTEN,
                Message.INTERNAL_ERROR,
                // NetworkWeightsTest has files.
                Message.NO_WEIGHTS_FILE,
                Message.BAD_WEIGHTS_FILE,
                Message.WEIGHTS_UNFIT,
                // OnnxModelTest has files.
                Message.NO_MODEL_FILE,
                Message.BAD_MODEL,
                Message.SEVERAL_INPUTS,
                // Only said to who asks for a strategy by name, as tests and tuning do; a spec cannot.
                Message.STRATEGY_UNFIT);
        assertThat(provoked).doesNotContainAnyElementsOf(elsewhere);
        provoked.addAll(elsewhere);
        assertThat(provoked).containsExactly(Message.values());
    }

    /** javac places a message on the value, ECJ on the name of the attribute, hence on the same line. */
    private static void assertPlace(Told told, Problem error, int place) {
        if (error.file().isEmpty()) {
            return;
        }
        assertThat(error.file()).endsWith("/Stem.java");
        assertThat(error.line())
                .as("line of %s", error)
                .isEqualTo(told.mistake().line(place));
        if (told.tool() == Tool.JAVAC) {
            assertThat(place).as("column of %s", error).isIn((int) error.start(), (int) error.caret());
        }
    }

    private static void assertGenerated(Told told) {
        assertThat(told.generated().keySet())
                .extracting(path -> path.substring(path.indexOf('/') + 1))
                .containsExactlyInAnyOrderElementsOf(told.mistake().generated().stream()
                        .map(name -> name + ".java")
                        .toList());
        assertThat(told.generated().values())
                .allSatisfy(source -> assertThat(source).endsWith("}\n"));
    }
}
