package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Row SMALL = new Row(Kind.LAYER, "tiny", "straight line", 0.5, 2, 2304, 0);
    private static final Row LARGE = new Row(Kind.LAYER, "middle 64→64", "planes", 2500, 1250, 115_605_504, 16);
    private static final Row BALL = new Row(Kind.NETWORK, "ball", "portable", 2, 6, 26_720, 0);

    @Test
    void wordsStandLeftAndNumbersRight() {
        assertThat(Table.of(List.of(SMALL, LARGE))).isEqualTo("""
                layer         strategy       ours µs  ORT µs  ratio  GFLOP/s  bytes/call
                ------------  -------------  -------  ------  -----  -------  ----------
                tiny          straight line     0.50    2.00   4.00      9.2           0
                middle 64→64  planes            2500    1250   0.50     92.5          16
                geometric mean of the ratio: 1.41""");
    }

    @Test
    void networksHaveAMeanOfTheirOwn() {
        assertThat(Table.of(List.of(SMALL, BALL)))
                .contains("\nnetwork ball  portable ")
                .endsWith("\ngeometric mean of the ratio: 4.00\ngeometric mean of the ratio, networks: 3.00");
        assertThat(Table.of(List.of(BALL))).doesNotContain("ratio:");
    }

    @Test
    void jsonTellsNetworksFromLayers() {
        assertThat(Json.of(List.of(BALL), "portable", "17.0.15")).isEqualTo("""
                [
                  {"network": "ball", "strategy": "portable", "target": "portable", "jdk": "17.0.15", \
                "ours_us": 2.0000, "ort_us": 6.0000, "ratio": 3.0000, "gflops": 26.720, "bytes_per_call": 0}
                ]
                """);
    }

    @Test
    void jsonHasTheSameNumbers() {
        assertThat(Json.of(List.of(SMALL, LARGE), "portable", "17.0.15")).isEqualTo("""
                [
                  {"layer": "tiny", "strategy": "straight line", "target": "portable", "jdk": "17.0.15", \
                "ours_us": 0.5000, "ort_us": 2.0000, "ratio": 4.0000, "gflops": 9.216, "bytes_per_call": 0},
                  {"layer": "middle 64→64", "strategy": "planes", "target": "portable", "jdk": "17.0.15", \
                "ours_us": 2500.0000, "ort_us": 1250.0000, "ratio": 0.5000, "gflops": 92.484, "bytes_per_call": 16}
                ]
                """);
    }

    @Test
    void aRatioAboveOneIsFasterThanOnnxRuntime() {
        assertThat(SMALL.ratio()).isEqualTo(4);
        assertThat(SMALL.gigaflops()).isCloseTo(9.2, within(0.1));
    }
}
