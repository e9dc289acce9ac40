package io.github.convolith.samples.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void figuresOfABlockAreAligned() {
        String block = written(page -> {
            page.heading("", "a", "b", "c");
            page.row("small", 1, 2, 3);
            page.row(1, "behind", -20, 300);
            page.gap();
            page.matrix("m", figures(1, 2, 3, 4), 2);
        });
        assertThat(block).isEqualTo("""
                              a   b   c
                    small     1   2   3
                    behind      -20 300

                    m  1 2
                       3 4
                """);
    }

    @Test
    void proseIsBrokenBetweenWords() {
        assertThat(written(page -> page.say("one two ".repeat(40))).lines())
                .hasSizeGreaterThan(3)
                .allMatch(line -> line.length() <= 80)
                .allMatch(line -> line.isEmpty() || line.startsWith("one") || line.startsWith("two"));
    }

    @Test
    void aClaimThatHoldsIsPrinted() {
        assertThat(written(page -> page.checkEqual("one is one", figures(1, 2), figures(1, 2))))
                .isEqualTo("    [checked] one is one\n");
    }

    @Test
    void aClaimThatDoesNotHoldIsRefusedWithBothSides() {
        assertThatIllegalStateException()
                .isThrownBy(() -> written(page -> page.checkEqual("x = y", figures(1, 2, 3), figures(1, 5, 3))))
                .withMessage("chapter 4 claims \"x = y\", but number 1 is 2 on one side and 5 on the other:"
                        + " [1.0, 2.0, 3.0] against [1.0, 5.0, 3.0]");
    }

    @Test
    void sidesOfDifferentLengthAreNotEqual() {
        assertThatIllegalStateException()
                .isThrownBy(() -> written(page -> page.checkEqual("x = y", figures(1), figures(1, 0))))
                .withMessageContaining("there are 1 numbers on one side and 2 on the other");
    }

    @Test
    void aDifferenceThatIsNotThereIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> written(page -> page.checkDiffers("x is not y", figures(0), figures(-0f))))
                .withMessageStartingWith("chapter 4 claims \"x is not y\"");
    }

    @Test
    void whatIsNotComputedExactlyIsNoFigure() {
        assertThat(Page.number(-0f)).isEqualTo("0");
        assertThat(Page.number(-16777215f)).isEqualTo("-16777215");
        assertThatIllegalArgumentException().isThrownBy(() -> Page.number(0.5f)).withMessageStartingWith("0.5 ");
        assertThatIllegalArgumentException().isThrownBy(() -> Page.number(16777216f));
        assertThatIllegalArgumentException().isThrownBy(() -> Page.number(Float.NaN));
    }

    /** What stands on a page under the title. */
    private static String written(Consumer<Page> body) {
        String text = Page.of(4, new Chapter("Title", body));
        return text.substring(text.lastIndexOf("-\n") + 2);
    }

    private static float[] figures(float... values) {
        return values;
    }
}
