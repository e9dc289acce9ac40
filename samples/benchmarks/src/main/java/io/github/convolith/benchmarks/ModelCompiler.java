package io.github.convolith.benchmarks;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles models the way a user's build does: javac, the processor, and an interface with {@code @OnnxModel}. */
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
        javac(
                List.of(source),
                classes,
                List.of("-Aconvolith.resources=" + stored.directory().toAbsolutePath()),
                convolith());
    }

    /**
     * Compiles generated source.
     *
     * @param sources classes in no package, by their names
     * @param classes the directory for the classes, which must exist
     * @throws IllegalStateException if javac refuses it, with what it said
     */
    static void compile(Map<String, String> sources, Path classes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(classes.resolve(source.getKey() + ".java"), source.getValue()));
        }
        javac(files, classes, List.of("-proc:none"), List.of());
    }

    private static void javac(List<Path> sources, Path classes, List<String> options, List<Processor> processors)
            throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new IllegalStateException("This is no JDK: it has no javac.");
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<String> all = new ArrayList<>(List.of(
                    "--release",
                    "17",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path")));
            all.addAll(options);
            JavaCompiler.CompilationTask task =
                    javac.getTask(said, files, null, all, null, files.getJavaFileObjects(sources.toArray(Path[]::new)));
            task.setProcessors(processors);
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
