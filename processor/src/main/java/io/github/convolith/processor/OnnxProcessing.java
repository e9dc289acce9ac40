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
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.spec.OnnxReader;
import io.github.convolith.processor.spec.OnnxReading;
import io.github.convolith.processor.spec.OnnxSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Makes the class of one model: find, read, import, compile, write. */
final class OnnxProcessing {
    /** Places looked at up to which all are named. */
    private static final int PLACES = 6;

    private final ProcessingEnvironment environment;
    private final GeneratedNames names;
    private final OnnxReading reading;
    private final List<Finding> findings;

    private OnnxProcessing(ProcessingEnvironment environment, GeneratedNames names, OnnxReading reading) {
        this.environment = environment;
        this.names = names;
        this.reading = reading;
        this.findings = new ArrayList<>(reading.findings());
    }

    static void process(TypeElement spec, ProcessingEnvironment environment, GeneratedNames names) {
        OnnxReading reading = OnnxReader.read(spec, environment.getElementUtils());
        new OnnxProcessing(environment, names, reading).process();
    }

    private void process() {
        Optional<Finding> unfree = names.take(reading.name());
        unfree.ifPresent(findings::add);
        Optional<NetworkFiles> network = network();
        Diagnostics diagnostics = new Diagnostics(environment.getMessager(), Map.of("", reading.place()));
        findings.forEach(diagnostics::report);
        if (unfree.isPresent()) {
            return;
        }
        GeneratedFiles files = new GeneratedFiles(environment.getFiler());
        network.orElseGet(this::stub).write(files, reading.name(), reading.element(), diagnostics::report);
    }

    /** The network; empty if there are findings, to which it adds its own. */
    private Optional<NetworkFiles> network() {
        if (reading.spec().isEmpty() || !findings.isEmpty()) {
            return Optional.empty();
        }
        OnnxSpec spec = reading.spec().get();
        ResourceFinder finder = new ResourceFinder(environment.getFiler(), environment.getOptions());
        Optional<Path> file = finder.find(reading.name().packageName(), spec.path());
        if (file.isEmpty()) {
            String places =
                    finder.looked().stream().limit(PLACES).map(Path::toString).collect(Collectors.joining(", "));
            findings.add(Finding.of(Message.NO_MODEL_FILE, "value", spec.path(), places, ResourceFinder.OPTION));
            return Optional.empty();
        }
        try {
            return network(spec, file.get());
        } catch (OnnxException | NotKnown | IOException e) {
            findings.add(Finding.of(Message.BAD_MODEL, "value", spec.path(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            findings.add(
                    Finding.onElement(Message.INTERNAL_ERROR, reading.name().spec(), e));
        }
        return Optional.empty();
    }

    private Optional<NetworkFiles> network(OnnxSpec spec, Path file) throws IOException {
        ImportOptions options = new ImportOptions(spec.sizes(), spec.shapes(), spec.outputs(), Map.of());
        OnnxImport imported = OnnxImporter.run(ModelReader.read(file), options);
        OnnxSpec.Normalized normalized = spec.normalized().apply(imported.graph());
        findings.addAll(normalized.findings());
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        Graph graph =
                spec.layout().map(layout -> laidOut(normalized.graph(), layout)).orElse(normalized.graph());
        WeightsPacker.Packed packed = WeightsPacker.packed(reading.name().generated(), imported.weights());
        Optional<NetworkClass.Resource> resource = Optional.of(packed.resource());
        NetworkCompiler.Outcome outcome = NetworkCompiler.compile(
                frame(""),
                reading.name().spec(),
                spec.text(),
                graph,
                imported.origins(),
                resource,
                new Surroundings(environment.getElementUtils()).hasVector(reading.element()));
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            findings.add(Finding.of(
                    Message.BAD_MODEL,
                    "value",
                    spec.path(),
                    "'" + refused.layer() + "': " + refused.finding().text()));
            return Optional.empty();
        }
        NetworkCompiler.Outcome.Compiled compiled = (NetworkCompiler.Outcome.Compiled) outcome;
        return Optional.of(new NetworkFiles(compiled.file(), compiled.vector(), Optional.of(packed)));
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

    private NetworkFiles stub() {
        LayerClass frame = frame(LayerReport.ofStub(reading.name().spec()));
        return new NetworkFiles(StubEmitter.emitNetwork(frame, true), Optional.empty(), Optional.empty());
    }

    private LayerClass frame(String header) {
        return new Surroundings(environment.getElementUtils()).frame(reading.name(), reading.element(), header);
    }
}
