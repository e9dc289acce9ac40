package io.github.convolith.processor;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.StubEmitter;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.spec.NetworkReader;
import io.github.convolith.processor.spec.NetworkReading;
import io.github.convolith.processor.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Makes the class of one network: read, check its weights, compile, write. */
final class NetworkProcessing {
    private final ProcessingEnvironment environment;
    private final GeneratedNames names;
    private final NetworkReading reading;
    private final List<Finding> findings;

    private NetworkProcessing(ProcessingEnvironment environment, GeneratedNames names, NetworkReading reading) {
        this.environment = environment;
        this.names = names;
        this.reading = reading;
        this.findings = new ArrayList<>(reading.findings());
    }

    static void process(TypeElement spec, ProcessingEnvironment environment, GeneratedNames names) {
        NetworkReading reading = NetworkReader.read(spec, environment.getElementUtils());
        new NetworkProcessing(environment, names, reading).process();
    }

    private void process() {
        Optional<Finding> unfree = names.take(reading.name());
        unfree.ifPresent(findings::add);
        Optional<NetworkFiles> network = network();
        Diagnostics diagnostics = new Diagnostics(environment.getMessager(), reading.places());
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
        try {
            return network(reading.spec().get());
        } catch (RuntimeException e) {
            findings.add(
                    Finding.onElement(Message.INTERNAL_ERROR, reading.name().spec(), e));
            return Optional.empty();
        }
    }

    private Optional<NetworkFiles> network(NetworkSpec spec) {
        Optional<WeightsPacker.Packed> packed = spec.weights().flatMap(path -> weights(path, spec));
        NetworkCompiler.Outcome outcome = NetworkCompiler.compile(
                frame(""),
                reading.name().spec(),
                spec.text(),
                spec.graph(),
                packed.map(WeightsPacker.Packed::resource),
                new Surroundings(environment.getElementUtils()).hasVector(reading.element()));
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            findings.add(refused.finding().at(refused.layer(), refused.layer()));
        }
        if (findings.isEmpty() && outcome instanceof NetworkCompiler.Outcome.Compiled compiled) {
            return Optional.of(new NetworkFiles(compiled.file(), compiled.vector(), packed));
        }
        return Optional.empty();
    }

    private Optional<WeightsPacker.Packed> weights(String path, NetworkSpec spec) {
        ResourceFinder finder = new ResourceFinder(environment.getFiler(), environment.getOptions());
        return new WeightsPacker(finder, findings)
                .pack(reading.name().packageName(), reading.name().generated(), path, spec.graph());
    }

    private NetworkFiles stub() {
        LayerClass frame = frame(LayerReport.ofStub(reading.name().spec()));
        return new NetworkFiles(
                StubEmitter.emitNetwork(frame, reading.hasWeights()), Optional.empty(), Optional.empty());
    }

    private LayerClass frame(String header) {
        return new Surroundings(environment.getElementUtils()).frame(reading.name(), reading.element(), header);
    }
}
