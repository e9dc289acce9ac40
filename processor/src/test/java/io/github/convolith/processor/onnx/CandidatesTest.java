package io.github.convolith.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.convolith.processor.Candidates;
import io.github.convolith.processor.testing.InMemory;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.NetworkSession;
import io.github.convolith.runtime.Platform;
import io.github.convolith.runtime.Port;
import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Target;
import io.github.convolith.runtime.Tensor;
import io.github.convolith.runtime.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever kernel is chosen for a convolution, it computes the same. */
class CandidatesTest {
    private static final long SEED = 23;

    private static byte[] model() {
        return new SmallModel()
                .input("x", 1, 16, 9, 11)
                .weights("a.weight", 32, 16, 3, 3)
                .node("Conv", "a", "x", "a.weight")
                .attributes("pads", 1, 1, 1, 1)
                .weights("b.weight", 32, 1, 3, 3)
                .node("Conv", "b", "a", "b.weight")
                .attributes("pads", 1, 1, 1, 1)
                .attribute("group", 32L)
                .weights("c.weight", 32, 32, 1, 1)
                .node("Conv", "c", "b", "c.weight")
                .node("Add", "sum", "c", "a")
                .node("Relu", "y", "sum")
                .output("y")
                .bytes();
    }

    @Test
    void everyWayOfComputingAConvolutionIsThere() {
        List<Candidates.Layer> layers = Candidates.of(model());
        assertThat(layers.stream().map(Candidates.Layer::title))
                .containsExactly("3x3 16→32 9x11", "depthwise 3x3 32→32 9x11", "1x1 32→32 9x11 residual");
        assertThat(layers.get(0).kernels().stream().map(Candidates.Kernel::title))
                .anyMatch(title -> title.startsWith("Winograd F(2x2"))
                .anyMatch(title -> title.startsWith("Winograd F(4x4"))
                .anyMatch(title -> title.startsWith("direct"))
                .doesNotHaveDuplicates();
        assertThat(layers).allMatch(layer -> layer.kernels().size() > 1);
    }

    @Test
    void allComputeTheSame() throws ReflectiveOperationException {
        assumeTrue(Platform.current().target() == Target.VECTOR, "this JVM has no vectors");
        for (Candidates.Layer layer : Candidates.of(model())) {
            float[] expected = {};
            for (Candidates.Kernel kernel : layer.kernels()) {
                float[] actual = result(layer, kernel);
                if (expected.length == 0) {
                    expected = actual;
                }
                for (int i = 0; i < actual.length; i++) {
                    assertThat(actual[i])
                            .as("%s, %s, element %d, seed %d", layer.title(), kernel.title(), i, SEED)
                            .isCloseTo(expected[i], within(1e-3f));
                }
            }
        }
    }

    private static float[] result(Candidates.Layer layer, Candidates.Kernel kernel)
            throws ReflectiveOperationException {
        Random random = new Random(SEED);
        List<Tensor> tensors = new ArrayList<>();
        layer.tensors().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Shape shape = Shape.of(
                    entry.getValue().stream().mapToInt(Integer::intValue).toArray());
            tensors.add(Tensor.of(entry.getKey(), shape, values(shape.elements(), random)));
        });
        Network network = (Network) InMemory.compileWithVectors(kernel.sources())
                .loader()
                .loadClass(kernel.className())
                .getMethod("link", Weights.class)
                .invoke(null, Weights.of(tensors));
        NetworkSession session = network.newSession();
        for (Port port : network.inputs()) {
            session.input(port, values(port.elements(), random));
        }
        session.run();
        float[] result = new float[network.outputs().get(0).elements()];
        session.output(network.outputs().get(0), result);
        return result;
    }

    private static float[] values(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
