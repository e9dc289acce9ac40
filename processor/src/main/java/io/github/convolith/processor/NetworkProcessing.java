package io.github.convolith.processor;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.StubEmitter;
import io.github.convolith.processor.spec.NetworkReader;
import io.github.convolith.processor.spec.NetworkReading;
import io.github.convolith.processor.spec.NetworkSpec;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Makes the class of one network: read, check its weights, compile. */
final class NetworkProcessing extends SpecProcessing {
    private final NetworkReading reading;

    private NetworkProcessing(ProcessingEnvironment environment, NetworkReading reading) {
        super(environment, reading.name(), reading.element(), reading.places(), reading.findings());
        this.reading = reading;
    }

    static SpecProcessing of(TypeElement spec, ProcessingEnvironment environment) {
        return new NetworkProcessing(environment, NetworkReader.read(spec, environment.getElementUtils()));
    }

    @Override
    Optional<SpecFiles> files() {
        if (reading.spec().isEmpty() || !findings().isEmpty()) {
            return Optional.empty();
        }
        NetworkSpec spec = reading.spec().get();
        Optional<WeightsPacker.Packed> packed = spec.weights().flatMap(path -> weights(path, spec));
        NetworkCompiler.Outcome outcome = NetworkCompiler.compile(
                frame(""),
                name().spec(),
                spec.text(),
                spec.graph(),
                packed.map(WeightsPacker.Packed::resource),
                hasVector());
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            findings().add(refused.finding().at(refused.layer(), refused.layer()));
        }
        return findings().isEmpty() && outcome instanceof NetworkCompiler.Outcome.Compiled compiled
                ? Optional.of(new SpecFiles(compiled.file(), compiled.vector(), packed))
                : Optional.empty();
    }

    private Optional<WeightsPacker.Packed> weights(String path, NetworkSpec spec) {
        return new WeightsPacker(resources(), findings())
                .pack(name().packageName(), name().generated(), path, spec.graph());
    }

    @Override
    SpecFiles stub(LayerClass frame) {
        return SpecFiles.of(StubEmitter.emitNetwork(frame, reading.hasWeights()));
    }
}
