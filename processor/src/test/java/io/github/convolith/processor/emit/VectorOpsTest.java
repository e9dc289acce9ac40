package io.github.convolith.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorOpsTest {
    private static final String LOAD = "FloatVector v = FloatVector.fromArray(SPECIES, x, from);\n";
    private static final String SUM = "v = v.add(w);\n";
    private static final String PRODUCT = "v = e.fma(w, v);\n";

    @Test
    void fewSumsAreInlinedHoweverLargeTheMethod() {
        VectorOps operations = VectorOps.of(LOAD + PRODUCT.repeat(300) + SUM.repeat(14));

        assertThat(operations.binary()).isEqualTo(14);
        assertThat(operations.areInlined()).isTrue();
    }

    @Test
    void manySumsAreInlinedInASmallMethod() {
        assertThat(VectorOps.of(LOAD + SUM.repeat(40)).areInlined()).isTrue();
    }

    @Test
    void manySumsOfALargeMethodAreNot() {
        assertThat(VectorOps.of(LOAD + PRODUCT.repeat(40) + SUM.repeat(15)).areInlined())
                .isFalse();
    }

    @Test
    void numbersAreSpreadOverAVectorEachTime() {
        int once = VectorOps.of("v = v.max(zero);").nodes();

        assertThat(VectorOps.of("v = v.max(0f);").nodes()).isGreaterThan(once);
    }

    @Test
    void whatScalarsDoIsNotCounted() {
        assertThat(VectorOps.of("int left = Math.min(column, 3);\ny[i] = Math.max(y[i], 0f);"))
                .isEqualTo(new VectorOps(0, 0));
    }
}
