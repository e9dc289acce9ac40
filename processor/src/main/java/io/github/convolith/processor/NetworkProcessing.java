package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
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

    /** A network's source and the resource that it loads its weights from. */
    private record Result(JavaFile source, Optional<JavaFile> vector, Optional<WeightsPacker.Packed> weights) {}

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
        Optional<Result> network = network();
        Diagnostics diagnostics = new Diagnostics(environment.getMessager(), reading.places());
        findings.forEach(diagnostics::report);
        if (unfree.isPresent()) {
            return;
        }
        GeneratedFiles files = new GeneratedFiles(environment.getFiler());
        String source = network.map(Result::source).orElseGet(this::stub).toString();
        files.writeSource(reading.name(), reading.element(), source).ifPresent(diagnostics::report);
        network.flatMap(Result::vector)
                .flatMap(vector -> files.writeBeside(reading.name(), reading.element(), vector))
                .ifPresent(diagnostics::report);
        network.flatMap(Result::weights)
                .flatMap(packed -> files.writeResource(
                        reading.name(), reading.element(), packed.resource().name(), packed.bytes()))
                .ifPresent(diagnostics::report);
    }

    /** The network; empty if there are findings, to which it adds its own. */
    private Optional<Result> network() {
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

    private Optional<Result> network(NetworkSpec spec) {
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
            return Optional.of(new Result(compiled.file(), compiled.vector(), packed));
        }
        return Optional.empty();
    }

    private Optional<WeightsPacker.Packed> weights(String path, NetworkSpec spec) {
        ResourceFinder finder = new ResourceFinder(environment.getFiler(), environment.getOptions());
        return new WeightsPacker(finder, findings)
                .pack(reading.name().packageName(), reading.name().generated(), path, spec.graph());
    }

    private JavaFile stub() {
        return StubEmitter.emitNetwork(frame(LayerReport.ofStub(reading.name().spec())), reading.hasWeights());
    }

    private LayerClass frame(String header) {
        return new Surroundings(environment.getElementUtils()).frame(reading.name(), reading.element(), header);
    }
}
