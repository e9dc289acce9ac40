package io.github.convolith.processor;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.NetworkClass;
import io.github.convolith.processor.emit.StubEmitter;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.onnx.ImportOptions;
import io.github.convolith.processor.onnx.OnnxImport;
import io.github.convolith.processor.onnx.OnnxImporter;
import io.github.convolith.processor.onnx.model.ModelReader;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.NotKnown;
import io.github.convolith.processor.spec.OnnxReader;
import io.github.convolith.processor.spec.OnnxReading;
import io.github.convolith.processor.spec.OnnxSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Makes the class of one model: find, read, import, compile. */
final class OnnxProcessing extends SpecProcessing {
    /** Places looked at up to which all are named. */
    private static final int PLACES = 6;

    private final OnnxReading reading;

    private OnnxProcessing(ProcessingEnvironment environment, OnnxReading reading) {
        super(environment, reading.name(), reading.element(), Map.of("", reading.place()), reading.findings());
        this.reading = reading;
    }

    static SpecProcessing of(TypeElement spec, ProcessingEnvironment environment) {
        return new OnnxProcessing(environment, OnnxReader.read(spec, environment.getElementUtils()));
    }

    @Override
    Optional<SpecFiles> files() {
        if (reading.spec().isEmpty() || !findings().isEmpty()) {
            return Optional.empty();
        }
        OnnxSpec spec = reading.spec().get();
        ResourceFinder finder = resources();
        Optional<Path> file = finder.find(name().packageName(), spec.path());
        if (file.isEmpty()) {
            String places =
                    finder.looked().stream().limit(PLACES).map(Path::toString).collect(Collectors.joining(", "));
            findings().add(Finding.of(Message.NO_MODEL_FILE, "value", spec.path(), places, ResourceFinder.OPTION));
            return Optional.empty();
        }
        try {
            return files(spec, file.get());
        } catch (OnnxException | NotKnown | IOException e) {
            findings().add(Finding.of(Message.BAD_MODEL, "value", spec.path(), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<SpecFiles> files(OnnxSpec spec, Path file) throws IOException {
        ImportOptions options = new ImportOptions(spec.sizes(), spec.shapes(), spec.outputs(), Map.of());
        OnnxImport imported = OnnxImporter.run(ModelReader.read(file), options);
        OnnxSpec.Normalized normalized = spec.normalized().apply(imported.graph());
        findings().addAll(normalized.findings());
        if (!findings().isEmpty()) {
            return Optional.empty();
        }
        Graph graph =
                spec.layout().map(layout -> laidOut(normalized.graph(), layout)).orElse(normalized.graph());
        WeightsPacker.Packed packed = WeightsPacker.packed(name().generated(), imported.weights());
        Optional<NetworkClass.Resource> resource = Optional.of(packed.resource());
        NetworkCompiler.Outcome outcome = NetworkCompiler.compile(
                frame(""), name().spec(), spec.text(), graph, imported.origins(), resource, hasVector());
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            findings()
                    .add(Finding.of(
                            Message.BAD_MODEL,
                            "value",
                            spec.path(),
                            "'" + refused.layer() + "': " + refused.finding().text()));
            return Optional.empty();
        }
        NetworkCompiler.Outcome.Compiled compiled = (NetworkCompiler.Outcome.Compiled) outcome;
        return Optional.of(new SpecFiles(compiled.file(), compiled.vector(), Optional.of(packed)));
    }

    /** A graph whose inputs and outputs with spatial axes have this layout outside. */
    private static Graph laidOut(Graph graph, Layout layout) {
        List<Graph.Input> inputs = graph.inputs().stream()
                .map(input -> input.shape().rank() == 1 ? input : new Graph.Input(input.name(), input.shape(), layout))
                .toList();
        List<Graph.Output> outputs = graph.outputs().stream()
                .map(output -> new Graph.Output(output.name(), output.value(), layout))
                .toList();
        return new Graph(inputs, graph.nodes(), outputs);
    }

    @Override
    SpecFiles stub(LayerClass frame) {
        return SpecFiles.of(StubEmitter.emitNetwork(frame, true));
    }
}
