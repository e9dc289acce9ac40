package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TuningRowTest {
    private static TuningRow row(String layer, double first, double second) {
        Map<String, Double> times = new LinkedHashMap<>();
        times.put("direct", first);
        times.put("Winograd", second);
        return TuningRow.of("net", layer, times);
    }

    @Test
    void theFirstKernelIsTheChosenOne() {
        TuningRow wrong = row("a", 30, 20);
        assertThat(wrong.loss()).isCloseTo(0.5, within(1e-9));
        assertThat(wrong.line()).isEqualTo("a: direct, 30.0 µs; faster: Winograd, 20.0 µs");
        TuningRow right = row("b", 2, 3);
        assertThat(right.loss()).isZero();
        assertThat(right.line()).isEqualTo("b: direct, 2.00 µs");
    }

    @Test
    void theTableBeginsWithTheGreatestLoss() {
        String table = TuningRow.table(List.of(row("small", 21, 20), row("large", 40, 20)));
        assertThat(table.indexOf("large")).isLessThan(table.indexOf("small"));
        assertThat(table).contains("100%").contains("5%");
    }

    @Test
    void onlyLossesThatAreNoNoiseCount() {
        assertThat(TuningRun.summary(List.of(row("a", 21, 20), row("b", 40, 20), row("c", 1, 2))))
                .startsWith("In 1 of 3 layers another kernel is more than 10 % faster than the chosen one")
                .endsWith("is 1.281.");
    }
}
