package io.github.convolith.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.onnx.model.ModelReader;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.pass.Passes;
import io.github.convolith.processor.testing.OnnxRuntime;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators that ONNX has no stored cases of, and what takes several of them, against ONNX Runtime. */
class OperatorsTest {
    private static final long SEED = 17;

    private static OrtEnvironment environment;

    @BeforeAll
    static void load() {
        environment = OnnxRuntime.environment();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Abs",
                "Atan",
                "Celu",
                "Cos",
                "Cosh",
                "Elu",
                "Erf",
                "HardSwish",
                "Mish",
                "Sin",
                "Sinh",
                "Softplus",
                "Tan"
            })
    void functions(String operator) {
        agree(small().opset(20).node(operator, "y", "x").output("y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acos", "Asin"})
    void functionsOfNumbersBetweenMinusOneAndOne(String operator) {
        agree(small().node("Sin", "sine", "x").node(operator, "y", "sine").output("y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReduceL1",
                "ReduceL2",
                "ReduceLogSumExp",
                "ReduceMax",
                "ReduceMean",
                "ReduceMin",
                "ReduceProd",
                "ReduceSumSquare"
            })
    void reductions(String operator) {
        agree(small().node(operator, "y", "x").attributes("axes", 1, 3).output("y"));
        agree(small().node(operator, "y", "x").attribute("keepdims", 0L).output("y"));
    }

    @Test
    void severalOperands() {
        for (String operator : List.of("Mean", "Min", "Max", "Sum")) {
            agree(small().input("z", 1, 6, 1, 1)
                    .weights("w", 6, 4, 5)
                    .node(operator, "y", "x", "z", "w")
                    .output("y"));
        }
        agree(small().node("Abs", "a", "x").node("Reciprocal", "y", "a").output("y"));
        agree(small().node("GlobalLpPool", "y", "x").attribute("p", 3L).output("y"));
    }

    @Test
    void poolsByNorm() {
        agree(small().opset(18)
                .node("LpPool", "y", "x")
                .attributes("kernel_shape", 3, 2)
                .attributes("strides", 2, 2)
                .attributes("pads", 1, 0, 0, 0)
                .attribute("ceil_mode", 1L)
                .attribute("p", 3L)
                .output("y"));
    }

    @Test
    void comparisonsAndLogic() {
        for (String comparison : List.of("GreaterOrEqual", "LessOrEqual", "Greater", "Less")) {
            for (String logic : List.of("And", "Or", "Xor")) {
                agree(small().weights("w", 6, 1, 1)
                        .node(comparison, "a", "x", "w")
                        .initializer("zero", List.of(), 0)
                        .node("Less", "b", "x", "zero")
                        .node(logic, "c", "a", "b")
                        .node("Not", "d", "c")
                        .node("Where", "y", "d", "x", "w")
                        .output("y"));
            }
        }
    }

    @Test
    void choosingAmongConstants() {
        agree(small().initializer("zero", List.of(), 0)
                .weights("w", 6, 1, 1)
                .node("Greater", "condition", "w", "zero")
                .initializer("one", List.of(), 1)
                .node("Where", "mask", "condition", "one", "zero")
                .node("Mul", "y", "x", "mask")
                .output("y"));
    }

    @Test
    void choosingAShape() {
        agree(new SmallModel()
                .input("x", 1, 6, 1, 5)
                .integers("asked", 1, 6, 4, -1)
                .integers("open", -1)
                .integers("ones", 1, 1, 1, 1)
                .node("Equal", "left", "asked", "open")
                .node("Where", "shape", "left", "ones", "asked")
                .node("Expand", "y", "x", "shape")
                .output("y"));
    }

    @Test
    void normalisations() {
        agree(small().weights("scale", 6)
                .weights("bias", 6)
                .node("InstanceNormalization", "y", "x", "scale", "bias")
                .attribute("epsilon", 1e-3f)
                .output("y"));
        agree(new SmallModel()
                .input("x", 2, 3, 7)
                .weights("scale", 3)
                .weights("bias", 3)
                .node("InstanceNormalization", "y", "x", "scale", "bias")
                .output("y"));
        agree(small().opset(21)
                .weights("scale", 6)
                .weights("bias", 6)
                .node("GroupNormalization", "y", "x", "scale", "bias")
                .attribute("num_groups", 3L)
                .output("y"));
        agree(small().opset(18)
                .weights("scale", 2)
                .weights("bias", 2)
                .node("GroupNormalization", "y", "x", "scale", "bias")
                .attribute("num_groups", 2L)
                .attribute("epsilon", 1e-2f)
                .output("y"));
        agree(small().node("MeanVarianceNormalization", "y", "x").output("y"));
        agree(small().node("MeanVarianceNormalization", "y", "x")
                .attributes("axes", 2, 3)
                .output("y"));
        agree(small().opset(23)
                .weights("scale", 4, 5)
                .node("RMSNormalization", "y", "x", "scale")
                .attribute("axis", 2L)
                .output("y"));
    }

    @Test
    void siluIsOneActivation() {
        isOneActivation(conv().node("Sigmoid", "gate", "c").node("Mul", "y", "c", "gate"));
        isOneActivation(conv().node("Sigmoid", "gate", "c").node("Mul", "y", "gate", "c"));
        isOneActivation(conv().initializer("beta", List.of(), 1.702f)
                .node("Mul", "scaled", "c", "beta")
                .node("Sigmoid", "gate", "scaled")
                .node("Mul", "y", "c", "gate"));
    }

    @Test
    void hardSwishIsOneActivation() {
        SmallModel model = conv().initializer("zero", List.of(), 0)
                .initializer("three", List.of(), 3)
                .initializer("six", List.of(), 6)
                .node("Add", "moved", "c", "three")
                .node("Clip", "gate", "moved", "zero", "six")
                .node("Mul", "product", "c", "gate")
                .node("Div", "y", "product", "six");
        assertThat(isOneActivation(model)).hasSize(1);
        assertThat(isOneActivation(conv().node("HardSigmoid", "gate", "c")
                        .attribute("alpha", 1f / 6)
                        .attribute("beta", 0.5f)
                        .node("Mul", "y", "c", "gate")))
                .hasSize(1);
    }

    @Test
    void mishIsOneActivation() {
        isOneActivation(conv().node("Softplus", "soft", "c")
                .node("Tanh", "gate", "soft")
                .node("Mul", "y", "c", "gate"));
    }

    @Test
    void geluIsOneActivation() {
        isOneActivation(conv().initializer("root", List.of(), 1.4142135f)
                .initializer("one", List.of(), 1)
                .initializer("half", List.of(), 0.5f)
                .node("Div", "scaled", "c", "root")
                .node("Erf", "erf", "scaled")
                .node("Add", "gate", "erf", "one")
                .node("Mul", "product", "c", "gate")
                .node("Mul", "y", "product", "half"));
        isOneActivation(conv().initializer("root", List.of(), 0.70710677f)
                .initializer("one", List.of(), 1)
                .initializer("half", List.of(), 0.5f)
                .node("Mul", "scaled", "c", "root")
                .node("Erf", "erf", "scaled")
                .node("Add", "gate", "erf", "one")
                .node("Mul", "part", "c", "half")
                .node("Mul", "y", "part", "gate"));
        isOneActivation(conv().initializer("cubic", List.of(), 0.044715f)
                .initializer("root", List.of(), 0.7978846f)
                .initializer("one", List.of(), 1)
                .initializer("half", List.of(), 0.5f)
                .node("Mul", "square", "c", "c")
                .node("Mul", "cube", "c", "square")
                .node("Mul", "term", "cube", "cubic")
                .node("Add", "sum", "c", "term")
                .node("Mul", "scaled", "sum", "root")
                .node("Tanh", "tanh", "scaled")
                .node("Add", "gate", "tanh", "one")
                .node("Mul", "halved", "gate", "half")
                .node("Mul", "y", "c", "halved"));
    }

    @Test
    void whatOnlyLooksLikeAGateIsNone() {
        // Another slope, the gate of another value, and a constant that is no root of a half.
        agree(conv().node("HardSigmoid", "gate", "c")
                .node("Mul", "y", "c", "gate")
                .output("y"));
        agree(conv().node("Sigmoid", "gate", "x").node("Mul", "y", "c", "gate").output("y"));
        agree(conv().initializer("root", List.of(), 0.7f)
                .initializer("one", List.of(), 1)
                .node("Mul", "scaled", "c", "root")
                .node("Erf", "erf", "scaled")
                .node("Add", "gate", "erf", "one")
                .node("Mul", "y", "c", "gate")
                .output("y"));
    }

    private static SmallModel small() {
        return new SmallModel().input("x", 1, 6, 4, 5);
    }

    private static SmallModel conv() {
        return small().weights("w", 6, 6, 1, 1).node("Conv", "c", "x", "w");
    }

    /** The nodes that a model is left with; none of them combines two values. */
    private static List<String> isOneActivation(SmallModel model) {
        agree(model.output("y"));
        Graph graph = Passes.run(imported(model).graph()).graph();
        assertThat(graph.nodes()).noneMatch(node -> node.op() instanceof Elementwise);
        return graph.nodes().stream().map(node -> node.op().title()).toList();
    }

    private static OnnxImport imported(SmallModel model) {
        return OnnxImporter.run(ModelReader.read(model.bytes(), Path.of(".")), ImportOptions.NONE);
    }

    private static void agree(SmallModel model) {
        OnnxImport imported = imported(model);
        Random random = new Random(SEED);
        Map<String, Numbers> inputs = new LinkedHashMap<>();
        Map<String, long[]> shapes = model.inputShapes();
        shapes.forEach((name, shape) -> {
            List<Integer> dimensions =
                    Arrays.stream(shape).mapToObj(Math::toIntExact).toList();
            float[] values = new float[Numbers.count(dimensions)];
            for (int i = 0; i < values.length; i++) {
                values[i] = 3f * (float) random.nextGaussian();
            }
            inputs.put(name, Numbers.of(dimensions, values));
        });
        float[] theirs = theirs(model.bytes(), inputs, shapes);
        float[] ours = CompiledModel.of(imported).run(inputs).get("y");
        assertThat(ours).hasSize(theirs.length);
        for (int i = 0; i < theirs.length; i++) {
            assertThat(ours[i])
                    .as("element %d, seed %d", i, SEED)
                    .isCloseTo(theirs[i], within(1e-5f + 1e-4f * Math.abs(theirs[i])));
        }
    }

    private static float[] theirs(byte[] model, Map<String, Numbers> inputs, Map<String, long[]> shapes) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            for (Map.Entry<String, Numbers> input : inputs.entrySet()) {
                FloatBuffer values = FloatBuffer.wrap(input.getValue().reals());
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, values, shapes.get(input.getKey())));
            }
            try (OrtSession session = environment.createSession(model, options);
                    OrtSession.Result result = session.run(tensors)) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] output = new float[values.remaining()];
                values.get(output);
                return output;
            }
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }
}
