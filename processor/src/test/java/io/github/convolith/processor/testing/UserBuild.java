package io.github.convolith.processor.testing;

import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.processor.ConvolithProcessor;
import io.github.convolith.runtime.Layer;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * A user's build: sources in files, annotations and runtime on the path, the processor at work, every warning on.
 *
 * <p>Unlike {@link InMemory} it takes either compiler, keeps diagnostics with their places, and knows modules.
 */
public final class UserBuild {
    /** The compilers that users have. */
    public enum Tool {
        JAVAC(ToolProvider::getSystemJavaCompiler, "-Xlint:all"),
        /** A new one for each build, as it remembers things. The parts of a split method all take the same arguments. */
        ECJ(EclipseCompiler::new, "-warn:+unused,paramAssign,static-access", "-warn:-unusedArgument");

        private final Supplier<JavaCompiler> compiler;
        private final List<String> options;

        Tool(Supplier<JavaCompiler> compiler, String... options) {
            this.compiler = compiler;
            this.options = List.of(options);
        }
    }

    /**
     * Something the compiler said.
     *
     * @param file the path of the source file, empty where it stands in none
     * @param line the line it stands on, from 1
     * @param start where the code begins that it is about, in characters from the beginning of the file
     * @param caret the most telling character of that code
     */
    public record Problem(Kind kind, String file, long line, long start, long caret, String text) {
        static Problem of(Diagnostic<? extends JavaFileObject> diagnostic, Path directory) {
            String file = "";
            if (diagnostic.getSource() != null) {
                Path path = directory.relativize(Path.of(diagnostic.getSource().getName()));
                file = path.subpath(1, path.getNameCount()).toString().replace(File.separatorChar, '/');
            }
            return new Problem(
                    diagnostic.getKind(),
                    file,
                    diagnostic.getLineNumber(),
                    diagnostic.getStartPosition(),
                    diagnostic.getPosition(),
                    diagnostic.getMessage(Locale.ROOT));
        }

        @Override
        public String toString() {
            return kind + " " + file + ":" + line + " " + text;
        }
    }

    /**
     * What came of it.
     *
     * @param problems errors and warnings in the order they were reported
     * @param generated generated source files, by their path
     * @param classes the paths of the class files
     * @param said what the compiler wrote that was no diagnostic
     */
    public record Outcome(
            List<Problem> problems, Map<String, String> generated, Map<String, byte[]> classes, String said) {
        public List<Problem> errors() {
            return problems.stream()
                    .filter(problem -> problem.kind() == Kind.ERROR)
                    .toList();
        }

        /** The only generated file of that name. */
        public String source(String name) {
            return generated.entrySet().stream()
                    .filter(file -> Path.of(file.getKey()).endsWith(name + ".java"))
                    .map(Map.Entry::getValue)
                    .findAny()
                    .orElseThrow(
                            () -> new AssertionError("no " + name + " among " + generated.keySet() + "; " + problems));
        }
    }

    private final Tool tool;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> occupied = new ArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private List<Processor> processors = List.of(new ConvolithProcessor());
    private boolean onModulePath;
    private Charset encoding = StandardCharsets.UTF_8;

    private UserBuild(Tool tool) {
        this.tool = tool;
    }

    public static UserBuild with(Tool tool) {
        return new UserBuild(tool);
    }

    /** Adds a source file; the order of these calls is the order on the compiler's command line. */
    public UserBuild source(String path, String text) {
        sources.put(path, text);
        return this;
    }

    public UserBuild options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Annotations and runtime stand on the module path, as for sources with a {@code module-info}. */
    public UserBuild onModulePath() {
        onModulePath = true;
        return this;
    }

    /** The encoding of all source files. */
    public UserBuild encoding(String name) {
        encoding = Charset.forName(name);
        return this;
    }

    /** Runs these processors instead of ours. */
    public UserBuild processors(Processor... others) {
        processors = List.of(others);
        return this;
    }

    /** Puts a file where generated source is to go, at the path of a file or of a directory. */
    public UserBuild occupied(String path) {
        occupied.add(path);
        return this;
    }

    /** Adds another file of the project: {@code classes} is where class files go. */
    public UserBuild file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    public Outcome run() {
        try {
            Path directory = Files.createTempDirectory("convolith");
            try {
                return run(directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome run(Path directory) throws IOException {
        Path generated = Files.createDirectory(directory.resolve("generated"));
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<File> units = new ArrayList<>();
        for (Map.Entry<String, byte[]> other : files.entrySet()) {
            Path file = directory.resolve(other.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, other.getValue());
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = directory.resolve("source").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue(), encoding);
            units.add(file.toFile());
        }
        for (String path : occupied) {
            Files.createFile(generated.resolve(path));
        }
        List<String> command = new ArrayList<>(tool.options);
        if (processors.isEmpty()) {
            command.add("-proc:none");
        }
        command.addAll(List.of("--release", "17", "-encoding", encoding.name()));
        command.addAll(List.of("-d", classes.toString(), "-s", generated.toString()));
        command.addAll(List.of(onModulePath ? "--module-path" : "-classpath", path(ConvLayer.class, Layer.class)));
        command.addAll(options);
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StringWriter said = new StringWriter();
        JavaCompiler compiler = tool.compiler.get();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            if (onModulePath) {
                // Else ECJ takes the class path of the test, and what stands there is no module to it.
                manager.setLocation(StandardLocation.CLASS_PATH, List.of());
            }
            JavaCompiler.CompilationTask task = compiler.getTask(
                    said, manager, diagnostics, command, null, manager.getJavaFileObjectsFromFiles(units));
            task.setLocale(Locale.ROOT);
            if (!processors.isEmpty()) {
                task.setProcessors(processors);
            }
            task.call();
        }
        Map<String, String> sourceFiles = new TreeMap<>();
        content(generated).forEach((name, bytes) -> sourceFiles.put(name, new String(bytes, encoding)));
        return new Outcome(
                diagnostics.getDiagnostics().stream()
                        .map(diagnostic -> Problem.of(diagnostic, directory))
                        .toList(),
                sourceFiles,
                content(classes),
                said.toString());
    }

    private static String path(Class<?>... types) {
        return Arrays.stream(types)
                .map(type -> {
                    try {
                        return Path.of(type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString();
                    } catch (URISyntaxException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Map<String, byte[]> content(Path directory) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        directory.relativize(file).toString().replace(File.separatorChar, '/'),
                        Files.readAllBytes(file));
            }
        }
        return content;
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
