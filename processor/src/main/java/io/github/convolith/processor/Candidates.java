package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.onnx.ImportOptions;
import io.github.convolith.processor.onnx.OnnxImporter;
import io.github.convolith.processor.onnx.model.ModelReader;
import io.github.convolith.processor.pass.Passes;
import io.github.convolith.processor.plan.NetworkPlan;
import io.github.convolith.processor.plan.NetworkPlanner;
import io.github.convolith.processor.plan.VectorKernel;
import io.github.convolith.processor.plan.VectorPlanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The convolutions of a network by themselves, each with the kernels that the planner of the vector target weighs against
 * each other: what a tuning run measures to see whether it weighs rightly.
 */
public final class Candidates {
    /** Kernels of a layer that are worth measuring, of those that should be the fastest. */
    private static final int MOST = 6;

    /** The only layer of a network that is made for one kernel. */
    private static final String LAYER = "layer";

    /**
     * A convolution.
     *
     * @param title its kernel, channels and size
     * @param tensors the shapes of its weights, by their names
     * @param kernels at least two, the planner's choice first
     */
    public record Layer(String title, Map<String, List<Integer>> tensors, List<Kernel> kernels) {
        public Layer {
            tensors = Map.copyOf(tensors);
            kernels = List.copyOf(kernels);
        }
    }

    /**
     * One way to compute a convolution.
     *
     * @param title the way in words
     * @param className the class of a network of this layer alone
     * @param sources that class and those beside it, by their names
     */
    public record Kernel(String title, String className, Map<String, String> sources) {
        public Kernel {
            sources = Map.copyOf(sources);
        }
    }

    private Candidates() {}

    /**
     * The convolutions of a network that there is a choice for, equal ones once.
     *
     * @param model the network as an ONNX model
     */
    public static List<Layer> of(byte[] model) {
        Graph graph = Passes.run(OnnxImporter.run(ModelReader.read(model, Path.of("")), ImportOptions.NONE)
                        .graph())
                .graph();
        Shapes shapes = graph.shapes();
        Map<String, Graph> distinct = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Conv conv) {
                Shape input = shapes.of(node.inputs().get(0));
                distinct.putIfAbsent(title(conv, input), alone(conv.asStored(), input, shapes.of(node.name())));
            }
        }
        List<Layer> layers = new ArrayList<>();
        distinct.forEach((title, alone) -> layer(title, alone).ifPresent(layers::add));
        return layers;
    }

    private static String title(Conv conv, Shape input) {
        String kernel = conv.windows().stream()
                .map(window -> String.valueOf(window.kernel()))
                .collect(Collectors.joining("x"));
        int stride = conv.windows().isEmpty() ? 1 : conv.windows().get(0).stride();
        return (conv.isDepthwise() ? "depthwise " : "")
                + kernel
                + (stride == 1 ? "" : " s" + stride)
                + " "
                + conv.in()
                + "→"
                + conv.out()
                + " "
                + input.sizes().stream().map(String::valueOf).collect(Collectors.joining("x"))
                + (conv.residual() ? " residual" : "");
    }

    /** A network of a layer whose input and output lie as they would between others. */
    private static Graph alone(Conv conv, Shape input, Shape output) {
        FilterSource weights = FilterSource.Stored.of(LAYER, conv);
        List<Graph.Input> inputs = new ArrayList<>(List.of(new Graph.Input("x", input, Layout.NHWC)));
        if (conv.residual()) {
            inputs.add(new Graph.Input("summand", output, Layout.NHWC));
        }
        return new Graph(
                inputs,
                List.of(new Node(
                        LAYER, conv, inputs.stream().map(Graph.Input::name).toList(), weights)),
                List.of(new Graph.Output("y", LAYER, Layout.NHWC)));
    }

    private static Optional<Layer> layer(String title, Graph alone) {
        if (!(NetworkPlanner.plan(alone, List.of()) instanceof NetworkPlanner.Outcome.Planned planned)) {
            return Optional.empty();
        }
        List<VectorKernel> weighed = new ArrayList<>();
        VectorPlanner.plan(planned.plan(), kernels -> {
            weighed.addAll(kernels);
            return kernels.get(0);
        });
        if (weighed.size() < 2) {
            return Optional.empty();
        }
        List<Kernel> kernels = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, weighed.size()); i++) {
            kernels.add(kernel(alone, i, weighed.get(i).title()));
        }
        Map<String, List<Integer>> tensors = new LinkedHashMap<>();
        alone.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor.dimensions()));
        return Optional.of(new Layer(title, tensors, kernels));
    }

    private static Kernel kernel(Graph alone, int choice, String title) {
        String name = "Kernel" + choice + "Network";
        LayerClass frame = new LayerClass("", name, true, "", false, false);
        NetworkCompiler.Outcome outcome = NetworkCompiler.compileExactly(
                frame,
                "Candidates",
                "",
                alone,
                List.of(),
                Optional.empty(),
                Optional.of((NetworkPlan plan) -> VectorPlanner.plan(plan, kernels -> kernels.get(choice))));
        NetworkCompiler.Outcome.Compiled compiled = (NetworkCompiler.Outcome.Compiled) outcome;
        Map<String, String> sources = Stream.concat(Stream.of(compiled.file()), compiled.vector().stream())
                .collect(Collectors.toMap(file -> file.typeSpec().name(), JavaFile::toString));
        return new Kernel(title, name, sources);
    }
}
