package io.github.convolith.processor.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.convolith.processor.ConvolithProcessor;
import io.github.convolith.processor.invariants.GeneratedLayers;
import io.github.convolith.processor.sweep.RandomSpecs;
import io.github.convolith.processor.sweep.Reference;
import io.github.convolith.processor.sweep.Spec;
import io.github.convolith.processor.testing.InMemory;
import io.github.convolith.processor.testing.OnnxRuntime;
import io.github.convolith.runtime.Layer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Layers against ONNX Runtime: both have to agree with the definition, and so with each other. */
class OnnxRuntimeTest {
    private static final long SEED = 4;
    private static final int SPECS = 150;
    private static final double DIRECT = 1e-5;
    private static final double WINOGRAD = 1e-4;

    private static OrtEnvironment environment;

    @BeforeAll
    static void load() {
        environment = OnnxRuntime.environment();
    }

    @Test
    void randomLayersAgreeWithOnnxRuntime() throws OrtException {
        RandomSpecs random = new RandomSpecs(SEED);
        List<Spec> specs = new ArrayList<>();
        StringBuilder source = new StringBuilder("package specs;\nimport io.github.convolith.annotations.*;\n");
        source.append("public final class Specs {\n");
        while (specs.size() < SPECS) {
            Spec spec = random.next();
            if (ConvModel.canSay(spec)) {
                source.append("%s public interface A%d {}\n"
                        .formatted(spec.annotation(request(spec, specs.size())), specs.size()));
                specs.add(spec);
            }
        }
        source.append("}\n");
        ClassLoader loader = InMemory.compile(
                        Map.of("specs.Specs", source.toString()), List.of(new ConvolithProcessor()))
                .requireSilence()
                .loader();
        for (int i = 0; i < SPECS; i++) {
            Layer layer = GeneratedLayers.link(loader, "specs.Specs_A" + i + "Layer", specs.get(i));
            compare(layer, specs.get(i), random, request(specs.get(i), i));
        }
    }

    /** Asks in turn for the algorithms and unrollings that the planner would seldom choose for so small a layer. */
    private static String request(Spec spec, int number) {
        boolean strided = Arrays.stream(spec.stride()).anyMatch(stride -> stride > 1);
        return switch (number % 4) {
            case 0 -> isForWinograd(spec) ? "algorithm = Algorithm.WINOGRAD" : "";
            case 1 -> strided ? "algorithm = Algorithm.POLYPHASE" : "unroll = Unroll.TAPS";
            case 2 -> "unroll = Unroll.NONE";
            default -> "";
        };
    }

    private static boolean isForWinograd(Spec spec) {
        return Arrays.equals(spec.kernel(), new int[] {3, 3})
                && Arrays.equals(spec.stride(), new int[] {1, 1})
                && Arrays.equals(spec.dilation(), new int[] {1, 1});
    }

    private static void compare(Layer layer, Spec spec, RandomSpecs random, String request) throws OrtException {
        float[] x = random.values(layer.inputShape().elements());
        float[] ours = new float[layer.outputShape().elements()];
        layer.newSession().run(x, ours);
        Reference reference = new Reference(spec, x);
        boolean winograd = isForWinograd(spec);
        assertThat(reference.difference(theirs(spec, x), DIRECT))
                .as("ONNX Runtime, seed %d: %s", SEED, spec.annotation(request))
                .isEmpty();
        assertThat(reference.difference(
                        ours, winograd ? WINOGRAD : DIRECT, winograd ? 1e-6 * reference.largestMagnitude() : 0))
                .as("%s, seed %d: %s", layer.describe(), SEED, spec.annotation(request))
                .isEmpty();
    }

    private static float[] theirs(Spec spec, float[] x) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(ConvModel.of(spec), options);
                    OnnxTensor input =
                            OnnxTensor.createTensor(environment, FloatBuffer.wrap(x), ConvModel.inputShape(spec));
                    OrtSession.Result result = session.run(Map.of("x", input))) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] y = new float[values.remaining()];
                values.get(y);
                return y;
            }
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime does not take " + spec.annotation(""), e);
        }
    }
}
