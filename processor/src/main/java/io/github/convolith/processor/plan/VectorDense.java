package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import java.util.Optional;

/**
 * A dense layer, or a convolution whose kernel covers the whole input: vectors of output channels, each in several sums
 * over different inputs, so that no addition waits for the one before it.
 *
 * @param vectors vectors of output channels at a time
 * @param sums sums for each of them
 */
public record VectorDense(
        Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output, int vectors, int sums)
        implements VectorKernel {

    public static VectorDense of(Conv conv, VectorLayout input, Optional<VectorLayout> residual, VectorLayout output) {
        int all = VectorConv.vectors(conv.out(), VectorLayout.MOST_LANES);
        int vectors = all % 4 == 0 ? 4 : all % 3 == 0 ? 3 : all % 2 == 0 ? 2 : 1;
        return new VectorDense(conv, input, residual, output, vectors, vectors == 1 ? 8 : vectors == 2 ? 4 : 2);
    }

    /** Whether some number of lanes leaves vectors over. */
    public boolean hasRemainder() {
        for (int lanes = 4; lanes <= VectorLayout.MOST_LANES; lanes *= 2) {
            if (VectorConv.vectors(conv.out(), lanes) % vectors != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String title() {
        return "dense, " + vectors + " vectors in " + sums + " sums each";
    }
}
