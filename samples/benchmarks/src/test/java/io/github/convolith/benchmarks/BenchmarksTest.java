package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Session;
import io.github.convolith.runtime.Shape;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
    @Test
    void anEmptyPatternSelectsEveryLayer() {
        assertThat(Benchmarks.selected("")).isEqualTo(Layers.all());
    }

    @Test
    void aPatternSelectsByAnyPartOfTheName() {
        assertThat(Benchmarks.selected("^depthwise.* s2"))
                .extracting(BenchmarkLayer::name)
                .containsExactly("depthwise 128 3×3 s2 56×56");
    }

    @Test
    void aPatternThatSelectsNothingIsAnsweredWithAllNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Benchmarks.selected("resnet"))
                .withMessageContainingAll("resnet", "deep 512→512 3×3 7×7");
    }

    @Test
    void namesAreDistinct() {
        assertThat(Layers.all()).extracting(BenchmarkLayer::name).doesNotHaveDuplicates();
    }

    @Test
    void theStrategyIsWhatADescriptionSaysBehindTheShapes() {
        assertThat(Benchmarks.strategy(new Described("StemLayer: 3 × 4 × 4 to 8 × 2 × 2, Winograd F(2x2, 3x3)\nmore")))
                .isEqualTo("Winograd F(2x2, 3x3)");
    }

    @Test
    void theStrategyOfEveryGeneratedLayerIsFound() {
        assertThat(Layers.all())
                .allSatisfy(layer -> assertThat(Benchmarks.strategy(layer.link()))
                        .isNotEmpty()
                        .doesNotContain("Layer"));
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
