package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.testing.OnnxRuntime;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random networks against ONNX Runtime: it has to agree with the reference, with which the generated code agrees, so that
 * the reference is not the only one to say what the operators are.
 */
class OnnxNetworksTest {
    private static final long SEED = 11;
    private static final int NETWORKS = 100;

    /** Its functions are less exact than ours, and so is what it makes of them. */
    private static final double LESS_EXACT = 20;

    private static OrtEnvironment environment;

    @BeforeAll
    static void load() {
        environment = OnnxRuntime.environment();
    }

    @Test
    void randomNetworksAgreeWithOnnxRuntime() {
        RandomNetworks networks = new RandomNetworks(SEED);
        NetworkRig rig = new NetworkRig();
        int count = 0;
        while (count < NETWORKS) {
            Graph graph = networks.next();
            if (OnnxOperators.canSay(graph)) {
                compare(graph, SEED + count);
                rig.add("Onnx" + count, SEED + count, graph);
                count++;
            }
        }
        rig.check();
    }

    static void compare(Graph graph, long seed) {
        StoredWeights weights = StoredWeights.random(graph, seed);
        Map<String, float[]> inputs = PortValues.random(graph, new Random(seed));
        Map<String, float[]> theirs = run(graph, weights, inputs);
        Map<String, Value> expected = ReferenceNetwork.outputs(graph, weights, inputs);
        theirs.forEach((name, values) -> {
            Value value = expected.get(name);
            assertThat(values).hasSize(value.elements().size());
            for (int i = 0; i < values.length; i++) {
                Inexact element = value.elements().get(i);
                if (!(element.distance(values[i]) <= LESS_EXACT * Inexact.FACTOR)) {
                    throw new AssertionError("ONNX Runtime: output %s, element %d: %s, expected %s ± %.1e; seed %d%n%s"
                            .formatted(
                                    name,
                                    i,
                                    values[i],
                                    element.value(),
                                    element.tolerance(),
                                    seed,
                                    GraphText.of(graph)));
                }
            }
        });
    }

    private static Map<String, float[]> run(Graph graph, StoredWeights weights, Map<String, float[]> inputs) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            // Each operator as it stands: some of its fusions do not get through with all of these networks.
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            for (int i = 0; i < graph.inputs().size(); i++) {
                Graph.Input input = graph.inputs().get(i);
                FloatBuffer values = FloatBuffer.wrap(inputs.get(input.name()));
                tensors.put(
                        "in" + i, OnnxTensor.createTensor(environment, values, OnnxGraph.dimensions(input.shape())));
            }
            Map<String, float[]> outputs = new LinkedHashMap<>();
            try (OrtSession session = environment.createSession(OnnxGraph.of(graph, weights), options);
                    OrtSession.Result result = session.run(tensors)) {
                for (int i = 0; i < graph.outputs().size(); i++) {
                    FloatBuffer values = ((OnnxTensor) result.get("out" + i).orElseThrow()).getFloatBuffer();
                    float[] output = new float[values.remaining()];
                    values.get(output);
                    outputs.put(graph.outputs().get(i).name(), output);
                }
            }
            return outputs;
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime does not take %s".formatted(GraphText.of(graph)), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }
}
