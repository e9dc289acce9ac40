package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreementTest {
    private static final BenchmarkLayer TINY = Layers.all().get(0);

    static Stream<String> names() {
        return Layers.all().stream().map(BenchmarkLayer::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothEnginesComputeTheSame(String name) throws OrtException {
        BenchmarkLayer layer = Layers.named(name);
        try (Contest contest = new Contest(layer, layer.link())) {
            contest.requireAgreement();
            contest.requireAgreement();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theAnnotationSaysWhatTheOnnxModelSays(String name) {
        Convolution convolution = Layers.named(name).convolution();
        Layer linked = Layers.named(name).link();

        assertThat(linked.inputShape()).isEqualTo(shape(convolution.in(), convolution.size()));
        assertThat(linked.outputShape()).isEqualTo(shape(convolution.out(), convolution.outputSize()));
    }

    @Test
    void aDifferenceBeyondRoundingIsToldWithTheLayerAndTheElement() throws OrtException {
        float[] theirs = new float[TINY.convolution().outputElements()];
        float[] ours = theirs.clone();
        ours[17] = 0.01f;

        assertThatIllegalStateException()
                .isThrownBy(() -> Agreement.of(TINY).require(ours, theirs))
                .withMessageContainingAll("tiny 1→4 3×3 8×8", "output 17 is 0.01 here and 0.0 in ONNX Runtime");
    }

    @Test
    void notANumberNeverAgrees() throws OrtException {
        float[] theirs = new float[TINY.convolution().outputElements()];
        float[] ours = theirs.clone();
        ours[0] = Float.NaN;

        assertThatIllegalStateException().isThrownBy(() -> Agreement.of(TINY).require(ours, theirs));
    }

    private static Shape shape(int channels, List<Integer> size) {
        return Shape.of(IntStream.concat(IntStream.of(channels), size.stream().mapToInt(Integer::intValue))
                .toArray());
    }
}
