package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.convolith.runtime.Platform;
import io.github.convolith.runtime.Target;
import org.junit.jupiter.api.Test;

/** Whether a JVM that was told how long its vectors are computes with such ones; {@code vector.bits} says how long. */
class VectorWidthTest {
    @Test
    void vectorsAreNoLongerThanAskedFor() throws ReflectiveOperationException {
        Integer bits = Integer.getInteger("vector.bits");
        assumeTrue(bits != null && Platform.current().target() == Target.VECTOR);
        Object species = Class.forName("jdk.incubator.vector.FloatVector")
                .getField("SPECIES_PREFERRED")
                .get(null);

        assertThat((int) Class.forName("jdk.incubator.vector.VectorSpecies")
                        .getMethod("vectorBitSize")
                        .invoke(species))
                .isLessThanOrEqualTo(bits);
    }
}
