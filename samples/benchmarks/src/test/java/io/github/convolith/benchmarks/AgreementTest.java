package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreementTest {
    private static final BenchmarkLayer TINY = Layers.all().get(0);

    static Stream<Named<Subject>> subjects() {
        return Subjects.all().stream().map(subject -> Named.of(subject.title(), subject));
    }

    static Stream<Named<BenchmarkLayer>> layers() {
        return Layers.all().stream().map(layer -> Named.of(layer.name(), layer));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void bothEnginesComputeTheSame(Subject subject) throws OrtException {
        try (Contest contest = new Contest(subject)) {
            contest.requireAgreement();
            contest.requireAgreement();
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theAnnotationSaysWhatTheOnnxModelSays(BenchmarkLayer layer) {
        Convolution convolution = layer.convolution();
        Layer linked = layer.link();

        assertThat(linked.inputShape()).isEqualTo(shape(convolution.in(), convolution.size()));
        assertThat(linked.outputShape()).isEqualTo(shape(convolution.out(), convolution.outputSize()));
    }

    @Test
    void aDifferenceBeyondRoundingIsToldWithTheLayerAndTheElement() throws OrtException {
        float[] theirs = new float[TINY.convolution().outputElements()];
        float[] ours = theirs.clone();
        ours[17] = 0.01f;

        assertThatIllegalStateException()
                .isThrownBy(() -> Agreement.ofLayer(TINY).require(ours, theirs))
                .withMessageContainingAll("tiny 1→4 3×3 8×8", "output 17 is 0.01 here and 0.0 in ONNX Runtime");
    }

    @Test
    void notANumberNeverAgrees() throws OrtException {
        float[] theirs = new float[TINY.convolution().outputElements()];
        float[] ours = theirs.clone();
        ours[0] = Float.NaN;

        assertThatIllegalStateException()
                .isThrownBy(() -> Agreement.ofLayer(TINY).require(ours, theirs));
    }

    private static Shape shape(int channels, List<Integer> size) {
        return Shape.of(IntStream.concat(IntStream.of(channels), size.stream().mapToInt(Integer::intValue))
                .toArray());
    }
}
