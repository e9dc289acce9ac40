package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Row SMALL = new Row("tiny", "portable", "straight line", 0.5, 2, 2304, 0);
    private static final Row LARGE = new Row("middle 64→64", "vector", "planes", 2500, 1250, 115_605_504, 16);
    private static final NetworkRow BALL =
            new NetworkRow("ball", "portable", new TrialResult(2, 6, 2.5, 31, 420, 0, 26_720), 100);
    private static final NetworkRow FAST_BALL =
            new NetworkRow("ball", "vector", new TrialResult(1, 6, 1.25, 62, 840, 0, 26_720), 100);

    @Test
    void wordsStandLeftAndNumbersRight() {
        assertThat(Table.of(List.of(SMALL, LARGE))).isEqualTo("""
                layer         target    strategy       ours µs  ORT µs  ratio  GFLOP/s  bytes/call
                ------------  --------  -------------  -------  ------  -----  -------  ----------
                tiny          portable  straight line     0.50    2.00   4.00      9.2           0
                middle 64→64  vector    planes            2500    1250   0.50     92.5          16
                geometric mean of the ratio, portable: 4.00
                geometric mean of the ratio, vector: 0.50""");
    }

    @Test
    void everyTargetHasAMeanOfItsOwn() {
        assertThat(NetworkTable.of(List.of(BALL, FAST_BALL))).isEqualTo("""
                network  target    ours µs  p99.9 µs  ORT µs  ratio  GFLOP/s  of peak  bytes/call  first ms  steady ms
                -------  --------  -------  --------  ------  -----  -------  -------  ----------  --------  ---------
                ball     portable     2.00      2.50    6.00   3.00     26.7      27%           0      31.0        420
                ball     vector       1.00      1.25    6.00   6.00     53.4      53%           0      62.0        840
                geometric mean of the ratio, portable: 3.00
                geometric mean of the ratio, vector: 6.00""");
    }

    @Test
    void jsonTellsNetworksFromLayers() {
        assertThat(Json.array(List.of(Json.of(BALL, "17.0.15"), Json.of(SMALL, "17.0.15"))))
                .isEqualTo("""
                        [
                          {"network": "ball", "target": "portable", "jdk": "17.0.15", "ours_us": 2.0000, \
                        "ort_us": 6.0000, "ratio": 3.0000, "bytes_per_call": 0, "p999_us": 2.5000, \
                        "first_call_ms": 31.000, "steady_ms": 420.000, "gflops": 26.720, "peak_share": 0.2672},
                          {"layer": "tiny", "strategy": "straight line", "target": "portable", "jdk": "17.0.15", \
                        "ours_us": 0.5000, "ort_us": 2.0000, "ratio": 4.0000, "gflops": 9.216, "bytes_per_call": 0}
                        ]
                        """);
    }

    @Test
    void aResultReadsAsItWasPrinted() {
        TrialResult result = BALL.measured();

        assertThat(TrialResult.find(List.of("WARNING: something", result.line())))
                .isEqualTo(result);
    }

    @Test
    void ofSeveralResultsTheMediansCount() {
        TrialResult other = new TrialResult(8, 6, 2.5, 31, 420, 16, 26_720);

        assertThat(TrialResult.median(List.of(BALL.measured(), other, other))).isEqualTo(other);
    }

    @Test
    void aRatioAboveOneIsFasterThanOnnxRuntime() {
        assertThat(SMALL.ratio()).isEqualTo(4);
        assertThat(SMALL.gigaflops()).isCloseTo(9.2, within(0.1));
    }
}
