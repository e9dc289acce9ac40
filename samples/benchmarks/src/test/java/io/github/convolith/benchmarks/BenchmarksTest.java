package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Session;
import io.github.convolith.runtime.Shape;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
    @Test
    void anEmptyPatternSelectsEverything() {
        assertThat(Benchmarks.selected("")).isEqualTo(Subjects.all()).hasSize(21);
    }

    @Test
    void aPatternSelectsByAnyPartOfTheName() {
        assertThat(Benchmarks.selected("^depthwise.* s2"))
                .extracting(Subject::title)
                .containsExactly("depthwise 128 3×3 s2 56×56");
    }

    @Test
    void aPatternSelectsNetworksByTheWord() {
        assertThat(Benchmarks.selected("network"))
                .extracting(Subject::title)
                .containsExactly(
                        "network ball",
                        "network pedestrian",
                        "network lenet5",
                        "network resnet8",
                        "network dscnn",
                        "network vww",
                        "network resnet20",
                        "network squeezenet",
                        "network mobilenetv2",
                        "network resnet18");
    }

    @Test
    void aPatternThatSelectsNothingIsAnsweredWithAllNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Benchmarks.selected("alexnet"))
                .withMessageContainingAll("alexnet", "network resnet8", "deep 512→512 3×3 7×7");
    }

    @Test
    void namesAreDistinct() {
        assertThat(Subjects.all()).extracting(Subject::title).doesNotHaveDuplicates();
    }

    @Test
    void theStrategyIsWhatADescriptionSaysBehindTheShapes() {
        assertThat(BenchmarkLayer.strategy(
                        new Described("StemLayer: 3 × 4 × 4 to 8 × 2 × 2, Winograd F(2x2, 3x3)\nmore")))
                .isEqualTo("Winograd F(2x2, 3x3)");
    }

    @Test
    void theStrategyOfEveryGeneratedLayerIsFound() {
        assertThat(Layers.all())
                .allSatisfy(layer ->
                        assertThat(layer.strategy("portable")).isNotEmpty().doesNotContain("Layer"));
    }

    private record Described(String describe) implements Layer {
        @Override
        public Shape inputShape() {
            return Shape.of(3, 4, 4);
        }

        @Override
        public Shape outputShape() {
            return Shape.of(8, 2, 2);
        }

        @Override
        public Session newSession() {
            throw new UnsupportedOperationException();
        }
    }
}
