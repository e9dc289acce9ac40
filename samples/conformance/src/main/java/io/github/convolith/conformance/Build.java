package io.github.convolith.conformance;

import io.github.convolith.annotations.OnnxModel;
import io.github.convolith.processor.ConvolithProcessor;
import io.github.convolith.runtime.Network;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What a user's build does with a model: {@code javac} over an empty interface with {@code @OnnxModel}. */
final class Build {
    /** The class that is generated. */
    static final String GENERATED = "cases.ModelNetwork";

    private static final String REFUSAL = " cannot be compiled: ";

    private static final String SOURCE = """
            package cases;

            @io.github.convolith.annotations.OnnxModel(value = "/%s"%s)
            public interface Model {}
            """;

    private final Path directory;

    /**
     * A build that writes below a directory of its own, which it empties first.
     */
    Build(Path directory) throws IOException {
        this.directory = directory;
        Folders.delete(directory);
        Files.createDirectories(classes());
    }

    /** Where class files and weights are. */
    Path classes() {
        return directory.resolve("classes");
    }

    /**
     * Compiles a model.
     *
     * @param shapes those that the model leaves open
     * @return empty if there is a class now; else the model was refused, or what came of it is wrong
     */
    Optional<Verdict> run(Path model, Map<String, List<Integer>> shapes) throws IOException {
        Path source = directory.resolve("Model.java");
        Files.writeString(source, SOURCE.formatted(model.getFileName(), attribute(shapes)));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "--release",
                "17",
                "--add-modules",
                "jdk.incubator.vector",
                "-Xlint:all",
                "-d",
                classes().toString(),
                "-classpath",
                path(OnnxModel.class, Network.class),
                "-Aconvolith.resources=" + model.toAbsolutePath().getParent());
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            JavaCompiler.CompilationTask task =
                    javac.getTask(said, files, diagnostics, options, null, files.getJavaFileObjects(source));
            task.setLocale(Locale.ROOT);
            task.setProcessors(List.of(new ConvolithProcessor()));
            boolean isCompiled = task.call();
            return isCompiled ? Optional.empty() : Optional.of(verdict(diagnostics.getDiagnostics(), said));
        }
    }

    private static Verdict verdict(List<Diagnostic<? extends JavaFileObject>> diagnostics, StringWriter said) {
        List<String> errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
        String first = errors.isEmpty() ? said.toString() : errors.get(0);
        int reason = first.indexOf(REFUSAL);
        return reason < 0
                ? Verdict.failed("it does not compile: " + first)
                : Verdict.refused(first.substring(reason + REFUSAL.length()));
    }

    private static String attribute(Map<String, List<Integer>> shapes) {
        if (shapes.isEmpty()) {
            return "";
        }
        return shapes.entrySet().stream()
                .map(entry -> "\"" + escaped(entry.getKey()) + "="
                        + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(",")) + "\"")
                .collect(Collectors.joining(", ", ", shapes = {", "}"));
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String path(Class<?>... types) {
        return Stream.of(types)
                .map(Build::place)
                .map(Path::toString)
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(java.net.URI.create(source.getLocation().toString()));
    }
}
