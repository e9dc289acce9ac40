package io.github.convolith.samples.lecture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds every figure of the lecture; its prose may change. */
class LectureTest {
    @Test
    void aSystemIsKnownFromItsImpulseResponse() {
        assertThat(figures(1)).isEqualTo("""
                delta         1 0 0 0 0 0 0 0
                h = S(delta)  4 2 1 0 0 0 0 0

                a           1  0  2  0  0  1  0  0
                b           0  3  0  0 -1  0  0  0
                S(a)        4  2  9  4  2  4  2  1
                S(b)        0 12  6  3 -4 -2 -1  0
                2a + b      2  3  4  0 -1  2  0  0
                S(2a + b)   8 16 24 11  0  6  3  2

                a, 2 later     0 0 1 0 2 0 0 1
                S(a, 2 later)  0 0 4 2 9 4 2 4

                S(x)[i] = sum_m x[m] h[i-m] = (x * h)[i]

                x             3  1  0  2  0  0 -1  0
                x[0] h[i-0]  12  6  3  0  0  0  0  0
                x[1] h[i-1]   0  4  2  1  0  0  0  0
                x[3] h[i-3]   0  0  0  8  4  2  0  0
                x[6] h[i-6]   0  0  0  0  0  0 -4 -2
                their sum    12 10  5  9  4  2 -4 -2
                S(x)         12 10  5  9  4  2 -4 -2

                G(delta)    1 0 0 0 0 0 0 0
                2 G(delta)  2 0 0 0 0 0 0 0
                G(2 delta)  5 1 0 0 0 0 0 0
                """);
    }

    @Test
    void fullAndValidConvolutionAreCropAndPaddingApart() {
        assertThat(figures(2)).isEqualTo("""
                i       0  1  2  3  4  5  6  7
                x       2  1  3  0  4  1
                w       3  1  2
                full    6  5 14  5 18  7  9  2
                valid        14  5 18  7

                full, cropped by S - 1 = 2  14  5 18  7

                x with P = 2 zeros      0  0  2  1  3  0  4  1  0  0
                its valid convolution         6  5 14  5 18  7  9  2
                """);
    }

    @Test
    void outputSizesFollowTheFormulas() {
        assertThat(figures(3)).isEqualTo("""
                O = I + 2P - S + 1     values in general,
                O = I - S + 1          for P = 0, valid,
                O = I + S - 1          for P = S - 1, full,
                O = I                  for P = (S-1)/2, size-preserving.

                            I     S valid  full  same     P    P'
                height      5     3     3     7     5     1     1
                width       5     4     2     8     5     1     2
                height      8     3     6    10     8     1     1
                width       8     4     5    11     8     1     2
                height     12     3    10    14    12     1     1
                width      12     4     9    15    12     1     2

                x                                1  2  3  4  5  6
                SAME, 1 zero before, 2 behind    6 10 14 18 15 11
                SAME_LOWER, 2 before, 1 behind   3  6 10 14 18 15
                """);
    }

    @Test
    void correlationIsConvolutionWithTheKernelFlipped() {
        assertThat(figures(4)).isEqualTo("""
                correlation   y[m] = sum_r w[r] x[m+r]
                convolution   y[i] = sum_m x[m] w[i-m]

                x                    2  0  1  3  1  0
                w                    1  2  4
                w flipped            4  2  1
                correlation with w   6 14 11  5
                convolution with w   9  5 11 14

                delta             1 0 0
                full convolution  1 2 4 0 0
                full correlation  4 2 1 0 0

                v                         5  0  1
                w                         1  2  4
                v * w                     5 10 21  2  4
                w * v                     5 10 21  2  4
                correlation of v with w  20 10  9  2  1
                correlation of w with v   1  2  9 10 20

                image  1 0 2 3
                       0 1 0 1
                       2 0 1 0
                       0 1 0 3

                kernel  0 1
                        2 3

                kernel turned  3 2
                               1 0

                convolution   3  5 12
                              4  3  3
                              6  3  3
                """);
    }

    @Test
    void aConvolutionIsABandedMatrix() {
        assertThat(figures(5)).isEqualTo("""
                T  1 2 3 0 0 0
                   0 1 2 3 0 0
                   0 0 1 2 3 0
                   0 0 0 1 2 3

                x                4 0 1 2 0 1
                convolution      7 8 5 5
                fully connected  7 8 5 5

                T  1 0 0 0 0 0
                   2 1 0 0 0 0
                   3 2 1 0 0 0
                   0 3 2 1 0 0
                   0 0 3 2 1 0
                   0 0 0 3 2 1
                   0 0 0 0 3 2
                   0 0 0 0 0 3
                """);
    }

    @Test
    void theTwoDimensionalExample() {
        assertThat(figures(6)).isEqualTo("""
                y[m][n] = sum_r sum_s w[r][s] x[m+r][n+s]

                x  3 3 2 1 0
                   0 0 1 3 1
                   3 1 2 2 3
                   2 0 0 2 2
                   2 0 0 0 1

                w  0 1 2
                   2 2 0
                   0 1 2

                y  12 12 17
                   10 17 19
                    9  6 14

                y[0][0] = (0*3 + 1*3 + 2*2) + (2*0 + 2*0 + 0*1) + (0*3 + 1*1 + 2*2) = 12
                y[2][2] = (0*2 + 1*2 + 2*3) + (2*0 + 2*2 + 0*2) + (0*0 + 1*0 + 2*1) = 14
                """);
    }

    @Test
    void channelsAreSummedAndThresholdsSubtracted() {
        assertThat(figures(7)).isEqualTo("""
                y_o = g( sum_k w_ok * x_k - b_ok )      here with g(v) = max(0, v)

                x_1  1 0 2 1 3 0
                x_2  0 2 1 0 1 4

                w_11               1  0 -1
                w_11 * x_1         1  1  1 -1
                b_11               1
                w_12               2  1  0
                w_12 * x_2         4  1  2  9
                b_12               3
                sum_k w_1k * x_k   5  2  3  8
                less sum_k b_1k    1 -2 -1  4
                y_1                1  0  0  4

                w_21               0  1  1
                w_21 * x_1         1  2  3  4
                b_21               2
                w_22              -1  2 -1
                w_22 * x_2         3  0 -2 -2
                b_22               0
                sum_k w_2k * x_k   4  2  1  2
                less sum_k b_2k    2  0 -1  0
                y_2                2  0  0  0

                sum_k b_ok  4 2
                """);
    }

    @Test
    void aStrideOfTwoIsASumOverPhases() {
        assertThat(figures(8)).isEqualTo("""
                x          1  0  2  5  3  1  0  4  2  1  3
                w          1  2  0  3  1
                stride 1  19 14 15 15 19  8 14
                stride 2  19 15 19 14

                x_p[n] = x[2n+p]      w_p[q] = w[2q+p]
                y[i] = sum_p sum_q w_p[q] x_p[i+q]

                x_0, the even places   1  2  3  0  2  3
                x_1, the odd places    0  5  1  4  1
                w_0                    1  0  1
                w_1                    2  3
                x_0 with w_0           4  2  5  3
                x_1 with w_1          15 13 14 11
                their sum             19 15 19 14

                phases as channels  19 15 19 14

                polyphase  19 15 19 14

                image  3 3 2 1 0 2 1
                       0 0 1 3 1 0 2
                       3 1 2 2 3 1 0
                       2 0 0 2 2 0 1
                       2 0 0 0 1 3 1
                       1 2 0 1 0 2 2
                       0 1 3 0 2 1 0

                kernel  0 1 2
                        2 2 0
                        0 1 2

                stride 2  12 17  7
                           9 14 10
                          13  8 10

                rows 0, columns 0  8 6 2
                                   4 8 2
                                   6 6 2

                rows 0, columns 1  4 3 3
                                   1 2 4
                                   1 0 4

                rows 1, columns 0  0 2 2
                                   4 0 4
                                   2 0 0

                rows 1, columns 1  0 6 0
                                   0 4 0
                                   4 2 4
                """);
    }

    @Test
    void twoLinearLayersAreOne() {
        assertThat(figures(9)).isEqualTo("""
                x              0   0   1   5   6   6   2   0
                u              1   2   1
                v              1  -1
                x * u          1   7  17  23  20  10
                (x * u) * v    6  10   6  -3 -10

                u * v          1   1  -1  -1
                x * (u * v)    6  10   6  -3 -10

                x * v          0   1   4   1   0  -4  -2
                (x * v) * u    6  10   6  -3 -10

                C(x) = g(x * v) * u    6  10   6   1   0
                -C(x)                 -6 -10  -6  -1   0
                C(-x)                  0   0   0   4  10
                """);
    }

    @Test
    void withoutAnArgumentAllChaptersArePrinted() {
        assertThat(printed()).isEqualTo(printed("all"));
        assertThat(printed().lines().filter(line -> line.matches("[1-9]\\. .*")))
                .hasSize(9)
                .isSorted();
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(String::valueOf).map(LectureTest::printed))
                .allSatisfy(chapter -> assertThat(printed()).contains(chapter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "-1", "06", "six", ""})
    void aChapterThatThereIsNotIsRefused(String argument) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(Lecture.print(new PrintStream(bytes), argument)).isFalse();
        assertThat(bytes.size()).isZero();
    }

    @Test
    void onlyOneChapterCanBeChosen() {
        assertThat(Lecture.print(new PrintStream(new ByteArrayOutputStream()), "1", "2"))
                .isFalse();
    }

    @Test
    void theTextIsAsciiInLinesThatFitATerminal() {
        assertThat(printed()).matches("[ -~\n]*");
        assertThat(printed().lines()).allMatch(line -> line.length() <= 80).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void theTextDoesNotDependOnTheLocale() {
        String text = printed();
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(printed()).isEqualTo(text);
        } finally {
            Locale.setDefault(locale);
        }
    }

    private static String printed(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(Lecture.print(new PrintStream(bytes, false, US_ASCII), arguments))
                .isTrue();
        return bytes.toString(US_ASCII);
    }

    /** What a chapter prints besides prose and claims, without the indentation, a free line between blocks. */
    private static String figures(int chapter) {
        StringBuilder figures = new StringBuilder();
        boolean between = false;
        for (String line : Lecture.text(chapter).split("\n")) {
            if (!line.startsWith("    ") || line.startsWith("    [checked]")) {
                between = true;
                continue;
            }
            figures.append(between && figures.length() > 0 ? "\n" : "")
                    .append(line.substring(4))
                    .append('\n');
            between = false;
        }
        return figures.toString();
    }
}
