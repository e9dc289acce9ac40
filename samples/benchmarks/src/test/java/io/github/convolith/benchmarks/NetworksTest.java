package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the networks agree with ONNX Runtime, {@link AgreementTest} holds. */
class NetworksTest {
    static Stream<Named<BenchmarkNetwork>> networks() {
        return Networks.all().stream().map(network -> Named.of(network.name(), network));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void multiplyAddsAreThoseOfTheGeneratedNetwork(BenchmarkNetwork network) {
        assertThat(network.link().describe().lines())
                .contains(String.format(Locale.ROOT, "multiply-adds  %,d", network.multiplyAdds()));
    }

    /** Else the engines would agree whatever they compute: what is below the tolerance is not compared. */
    @ParameterizedTest
    @MethodSource("networks")
    void theOutputDependsOnTheInput(BenchmarkNetwork network) {
        float[] input = network.input();
        float[] output = network.link().forward(input);
        float[] ofZeros = network.link().forward(new float[input.length]);

        float sum = 0;
        for (float value : output) {
            sum += value;
        }
        boolean areProbabilities = Math.abs(sum - 1) < 1e-3;
        if (areProbabilities) {
            for (float probability : output) {
                assertThat(probability).isBetween((float) Agreement.TOLERANCE, 0.999f);
            }
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> network.agreement().require(ofZeros, output))
                .withMessageContainingAll(network.title(), "largest output");
    }

    @Test
    void theWeightsAreTheSameEachTime() {
        BenchmarkNetwork network = Networks.all().get(0);

        assertThat(network.model().bytes()).isEqualTo(network.model().bytes());
    }
}
