package io.github.convolith.processor.plan;

import java.util.List;

/**
 * Values that are copied from one place into another, one behind the other where several become one.
 *
 * @param from where those of each input lie that are copied, relative to its first element
 * @param to where in the result they go, relative to its first element
 */
public record VectorCopy(List<VectorAddress> from, List<VectorAddress> to) implements VectorKernel {
    public VectorCopy {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /** Whether loops can be found for it. */
    static boolean supports(VectorAddress from, VectorAddress to) {
        return VectorAddress.common(from, to).isPresent();
    }

    @Override
    public String title() {
        return "copies of elements";
    }
}
