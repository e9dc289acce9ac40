package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialTest {
    private static final Shape IMAGE = Shape.of(2, 2, 2);
    private static final Shape FOUR = Shape.of(4);

    @Test
    void takesTheInputOfTheFirstLayerAndGivesTheOutputOfTheLast() {
        Layer chain = Sequential.of(
                FunctionLayer.adding(1, IMAGE),
                FunctionLayer.summing(IMAGE, FOUR),
                FunctionLayer.summing(FOUR, Shape.of(2)));

        assertThat(chain.inputShape()).isEqualTo(IMAGE);
        assertThat(chain.outputShape()).isEqualTo(Shape.of(2));
        assertThat(chain.newSession().inputShape()).isEqualTo(IMAGE);
        assertThat(chain.newSession().outputShape()).isEqualTo(Shape.of(2));
    }

    @Test
    void runsTheLayersInOrderWhereverTheActivationsLie() {
        Layer chain = Sequential.of(
                FunctionLayer.adding(1, IMAGE),
                FunctionLayer.summing(IMAGE, FOUR),
                FunctionLayer.summing(FOUR, Shape.of(2)));
        float[] input = {99, 1, 2, 3, 4, 5, 6, 7, 8};
        float[] output = {-1, -1, -1, -1};
        chain.newSession().run(input, 1, output, 1);

        // The eight inputs, each one larger, make 44; 44 + 45 + 46 + 47 = 182.
        assertThat(output).containsExactly(-1, 182, 183, -1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void anyNumberOfLayersOfDifferentSizesRunAndRunAgain(int layers) {
        Layer[] rest = new Layer[layers - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = FunctionLayer.summing(Shape.of(1 + i), Shape.of(2 + i));
        }
        Layer chain = Sequential.of(FunctionLayer.adding(3, Shape.of(1)), rest);
        float[] values = {3};
        for (Layer layer : rest) {
            float[] next = new float[layer.outputShape().elements()];
            layer.newSession().run(values, next);
            values = next;
        }
        Session session = chain.newSession();
        for (int repetition = 0; repetition < 3; repetition++) {
            float[] output = new float[layers];
            session.run(new float[] {0}, output);
            assertThat(output).containsExactly(values);
        }
    }

    @Test
    void aChainCanBeALinkOfAnother() {
        Layer inner = Sequential.of(FunctionLayer.adding(1, FOUR), FunctionLayer.adding(2, FOUR));
        Layer outer = Sequential.of(inner, FunctionLayer.adding(3, FOUR), inner);
        float[] output = new float[4];
        outer.newSession().run(new float[] {0, 10, 20, 30}, output);

        assertThat(output).containsExactly(9, 19, 29, 39);
    }

    @Test
    void sessionsOfOneChainShareNoBuffers() {
        Layer inner = Sequential.of(FunctionLayer.adding(1, FOUR), FunctionLayer.adding(1, FOUR));
        Session other = inner.newSession();
        Layer meddling = new FunctionLayer("meddling", FOUR, FOUR, (x, xOffset, y, yOffset) -> {
            other.run(new float[] {100, 100, 100, 100}, new float[4]);
            System.arraycopy(x, xOffset, y, yOffset, 4);
        });
        float[] output = new float[4];
        Sequential.of(inner, meddling, inner).newSession().run(new float[4], output);

        assertThat(output).containsExactly(4, 4, 4, 4);
    }

    @Test
    void layersThatDoNotFitAreRefusedWithTheirPositionNamesAndShapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequential.of(
                        FunctionLayer.adding(1, IMAGE),
                        FunctionLayer.adding(2, IMAGE),
                        FunctionLayer.summing(FOUR, FOUR)))
                .withMessage("layer 1 (Add 2.0) gives 2 × 2 × 2, but layer 2 (Sum) takes 4");
    }

    @Test
    void equallyManyElementsInAnotherShapeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Sequential.of(FunctionLayer.adding(1, IMAGE), FunctionLayer.adding(2, Shape.of(2, 4))))
                .withMessageContaining("2 × 2 × 2")
                .withMessageContaining("2 × 4")
                .withMessageContaining("as many elements in another shape");
    }

    @Test
    void aLayerThatSaysNothingOfItselfIsNamedByItsClass() {
        Layer silent = new FunctionLayer("", FOUR, FOUR, (x, xOffset, y, yOffset) -> {});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequential.of(silent, FunctionLayer.adding(1, IMAGE)))
                .withMessageStartingWith("layer 0 (FunctionLayer) gives 4,");
    }

    @Test
    void laterChangesToTheGivenArrayHaveNoEffect() {
        Layer[] rest = {FunctionLayer.adding(1, FOUR)};
        Layer chain = Sequential.of(FunctionLayer.adding(1, FOUR), rest);
        rest[0] = FunctionLayer.adding(100, FOUR);
        float[] output = new float[4];
        chain.newSession().run(new float[4], output);

        assertThat(output).containsOnly(2);
    }

    @Test
    void describesEachLayerByItsFirstLine() {
        Layer detailed = new FunctionLayer("Stem\nwith details", FOUR, FOUR, (x, xOffset, y, yOffset) -> {});

        assertThat(Sequential.of(detailed, FunctionLayer.summing(FOUR, IMAGE)).describe())
                .isEqualTo("Sequential of 2 layers, 4 → 2 × 2 × 2\n0: Stem\n1: Sum");
    }
}
