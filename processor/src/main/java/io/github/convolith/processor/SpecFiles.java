package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.spec.SpecName;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.TypeElement;

/** All that is written for one spec: its class, the one on vectors beside it, and what it loads its weights from. */
record SpecFiles(JavaFile source, Optional<JavaFile> vector, Optional<WeightsPacker.Packed> weights) {
    /** A class that needs nothing beside it. */
    static SpecFiles of(JavaFile source) {
        return new SpecFiles(source, Optional.empty(), Optional.empty());
    }

    /** Writes them; what goes wrong is reported. */
    void write(GeneratedFiles files, SpecName name, TypeElement spec, Consumer<Finding> report) {
        files.writeSource(name, spec, source.toString()).ifPresent(report);
        vector.flatMap(file -> files.writeBeside(name, spec, file)).ifPresent(report);
        weights.flatMap(packed ->
                        files.writeResource(name, spec, packed.resource().name(), packed.bytes()))
                .ifPresent(report);
    }
}
