package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
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
        return write(name, name.qualified(), spec, source);
    }

    /** Writes the source of another class in the package of a generated one; returns what went wrong. */
    Optional<Finding> writeBeside(SpecName name, TypeElement spec, JavaFile file) {
        String prefix = file.packageName().isEmpty() ? "" : file.packageName() + ".";
        return write(name, prefix + file.typeSpec().name(), spec, file.toString());
    }

    private Optional<Finding> write(SpecName name, String qualified, TypeElement spec, String source) {
        try {
            FileObject file = filer.createSourceFile(qualified, spec);
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
