package io.github.convolith.processor.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.testing.Interception;
import io.github.convolith.processor.testing.UserBuild;
import io.github.convolith.processor.testing.UserBuild.Outcome;
import io.github.convolith.processor.testing.UserBuild.Problem;
import io.github.convolith.processor.testing.UserBuild.Tool;
import javax.annotation.processing.Processor;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is nobody's mistake is told like one: in a sentence, at the spec, and the other specs go on. */
class FailureTest {
    private static final String SPECS = """
            package p;

            import io.github.convolith.annotations.ConvLayer;

            @ConvLayer(in = 3, out = 8, kernel = 3)
            interface Stem {}

            @ConvLayer(in = 3, out = 8, kernel = 3)
            interface Next {}
            """;

    @ParameterizedTest
    @EnumSource(Tool.class)
    void aFileThatCannotBeWrittenIsToldAtItsSpec(Tool tool) {
        Outcome outcome =
                UserBuild.with(tool).source("p/Specs.java", SPECS).occupied("p").run();
        assertThat(outcome.errors()).hasSize(2).allSatisfy(error -> {
            assertThat(error.text()).startsWith("[NOT_WRITTEN] p.").contains("Layer could not be written: ");
            assertThat(error.text().lines()).hasSize(1);
        });
        assertThat(outcome.errors()).extracting(Problem::line).containsExactlyInAnyOrder(6L, 9L);
        assertThat(outcome.said()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void anExceptionIsToldAtItsSpecWithoutAStackTrace(Tool tool) {
        Outcome outcome = UserBuild.with(tool)
                .source("p/Specs.java", SPECS)
                .processors(failingAt("Stem"))
                .run();
        assertThat(outcome.errors())
                .extracting(Problem::text)
                .containsExactly(
                        "[INTERNAL_ERROR] Stem made the processor fail: java.lang.IllegalStateException: broken;"
                                + " this is a bug of Convolith, please report it with the spec");
        assertThat(outcome.errors()).extracting(Problem::line).containsExactly(6L);
        assertThat(outcome.generated()).containsOnlyKeys("p/NextLayer.java");
        assertThat(outcome.said()).doesNotContain("\tat ");
    }

    /** Our processor with a compiler that fails when it is asked for the members of a type. */
    private static Processor failingAt(String type) {
        return Interception.of(Elements.class, (elements, method, arguments) -> {
            if (method.getName().equals("getAllMembers")
                    && ((TypeElement) arguments[0]).getSimpleName().contentEquals(type)) {
                throw new IllegalStateException("broken");
            }
            return Interception.pass(elements, method, arguments);
        });
    }
}
