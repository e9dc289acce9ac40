package io.github.convolith.benchmarks;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a model the way a user's build does: javac, the processor, and an interface with {@code @OnnxModel}. */
final class ModelCompiler {
    /** The class that is generated, in no package. */
    static final String GENERATED = "StoredNetwork";

    private ModelCompiler() {}

    /**
     * Compiles a model for both targets.
     *
     * @param stored the model; its open axes get the sizes of the stored inputs
     * @param classes the directory for the classes, which must exist
     * @throws IllegalStateException if the processor or javac refuse it, with what they said
     */
    static void compile(StoredModel stored, Path classes) throws IOException {
        Path source = Files.writeString(classes.resolve("Stored.java"), source(stored));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new IllegalStateException("This is no JDK: it has no javac.");
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = javac.getTask(
                    said,
                    files,
                    null,
                    List.of(
                            "--release",
                            "17",
                            "--add-modules",
                            "jdk.incubator.vector",
                            "-d",
                            classes.toString(),
                            "-classpath",
                            System.getProperty("java.class.path"),
                            "-Aconvolith.resources=" + stored.directory().toAbsolutePath()),
                    null,
                    files.getJavaFileObjects(source));
            task.setProcessors(convolith());
            if (!task.call()) {
                throw new IllegalStateException(said.toString().strip());
            }
        }
    }

    /** The processor; others that happen to be there, such as JMH's, have nothing to do here. */
    private static List<Processor> convolith() {
        return StreamSupport.stream(ServiceLoader.load(Processor.class).spliterator(), false)
                .filter(processor -> processor.getClass().getName().startsWith("io.github.convolith."))
                .toList();
    }

    private static String source(StoredModel stored) {
        String shapes = stored.model().inputs().stream()
                .map(port -> quoted(port.name() + "="
                        + port.shape().stream().map(String::valueOf).collect(Collectors.joining(","))))
                .collect(Collectors.joining(", "));
        return """
                import io.github.convolith.annotations.OnnxModel;

                @OnnxModel(value = "/%s", shapes = {%s})
                public interface Stored {}
                """.formatted(StoredModel.FILE, shapes);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
