package io.github.convolith.benchmarks;

import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.Weights;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A network to be timed.
 *
 * @param name what it is known as
 * @param definition writes it for ONNX Runtime, with the same weights each time
 * @param linker links the generated network with its weights
 */
record BenchmarkNetwork(String name, Supplier<OnnxNetwork> definition, Function<Weights, Network> linker)
        implements Subject {
    @Override
    public Kind kind() {
        return Kind.NETWORK;
    }

    @Override
    public Network link() {
        return linker.apply(definition.get().weights());
    }

    @Override
    public OnnxModel model() {
        return definition.get().model();
    }

    @Override
    public float[] input() {
        return Seeded.gaussian(Seeded.INPUT, model().inputElements(), 1);
    }

    @Override
    public long multiplyAdds() {
        return definition.get().multiplyAdds();
    }

    @Override
    public Agreement agreement() {
        return Agreement.ofNetwork(title());
    }
}
