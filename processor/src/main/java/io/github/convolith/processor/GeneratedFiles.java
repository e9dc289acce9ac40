package io.github.convolith.processor;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.spec.SpecName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes generated files, each of which exists as a whole by then, so that nothing is ever half written. */
final class GeneratedFiles {
    private final Filer filer;

    GeneratedFiles(Filer filer) {
        this.filer = filer;
    }

    /** Writes a source file; returns what went wrong. */
    Optional<Finding> writeSource(SpecName name, TypeElement spec, String source) {
        try {
            FileObject file = filer.createSourceFile(name.qualified(), spec);
            try (Writer writer = file.openWriter()) {
                writer.write(source);
            }
            return Optional.empty();
        } catch (FilerException e) {
            return Optional.of(GeneratedNames.isTaken(name));
        } catch (IOException e) {
            return Optional.of(Finding.onElement(Message.NOT_WRITTEN, name.qualified(), e));
        }
    }

    /** Writes a resource beside a class; returns what went wrong. */
    Optional<Finding> writeResource(SpecName name, TypeElement spec, String file, byte[] bytes) {
        try {
            FileObject resource = filer.createResource(StandardLocation.CLASS_OUTPUT, name.packageName(), file, spec);
            try (OutputStream stream = resource.openOutputStream()) {
                stream.write(bytes);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Finding.onElement(Message.NOT_WRITTEN, file, e));
        }
    }
}
