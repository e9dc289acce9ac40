package io.github.convolith.processor.onnx;

import io.github.convolith.processor.NetworkCompiler;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.testing.InMemory;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.NetworkSession;
import io.github.convolith.runtime.Platform;
import io.github.convolith.runtime.Target;
import io.github.convolith.runtime.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An imported model as a class that runs. */
record CompiledModel(Graph graph, Network network, String source) {
    private static final String PACKAGE = "models";
    private static final String NAME = "ModelNetwork";

    /** Whether this JVM computes with vectors: then that is what is tested. */
    private static final boolean HAS_VECTOR = Platform.current().target() == Target.VECTOR;

    /** Compiles a model. */
    static CompiledModel of(OnnxImport imported) {
        LayerClass frame = new LayerClass(PACKAGE, NAME, true, "", false, false);
        NetworkCompiler.Outcome outcome = NetworkCompiler.compile(
                frame, "models.Model", "@OnnxModel", imported.graph(), Optional.empty(), HAS_VECTOR);
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            throw new AssertionError(refused.layer() + " was refused: " + refused.finding());
        }
        NetworkCompiler.Outcome.Compiled compiled = (NetworkCompiler.Outcome.Compiled) outcome;
        String source = compiled.file().toString();
        Map<String, String> sources = new LinkedHashMap<>(Map.of(PACKAGE + "." + NAME, source));
        compiled.vector()
                .ifPresent(file -> sources.put(PACKAGE + "." + file.typeSpec().name(), file.toString()));
        InMemory classes = HAS_VECTOR ? InMemory.compileWithVectors(sources) : InMemory.compile(sources, List.of());
        ClassLoader loader = classes.requireSilence().loader();
        try {
            Network network = (Network) loader.loadClass(PACKAGE + "." + NAME)
                    .getMethod("link", Weights.class)
                    .invoke(null, Weights.of(imported.weights()));
            return new CompiledModel(imported.graph(), network, source);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new AssertionError(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Runs it on inputs as they are in ONNX; gives outputs as they are in ONNX. */
    Map<String, float[]> run(Map<String, Numbers> inputs) {
        NetworkSession session = network.newSession();
        for (Graph.Input input : graph.inputs()) {
            session.input(input.name(), inputs.get(input.name()).reals());
        }
        session.run();
        Map<String, float[]> outputs = new LinkedHashMap<>();
        for (Graph.Output output : graph.outputs()) {
            float[] values = new float[graph.shapes().elements(output.value())];
            session.output(output.name(), values);
            outputs.put(output.name(), values);
        }
        return outputs;
    }
}
