package io.github.convolith.processor.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What came of compiling sources in memory.
 *
 * @param sources generated sources by qualified class name
 * @param classes class files by qualified class name
 * @param diagnostics everything the compiler said
 */
public record InMemory(
        Map<String, String> sources,
        Map<String, byte[]> classes,
        List<Diagnostic<? extends JavaFileObject>> diagnostics) {

    /** Compiles with javac, all lint warnings on. */
    public static InMemory compile(Map<String, String> sources, List<Processor> processors) {
        List<String> options = new ArrayList<>(List.of("--release", "17", "-Xlint:all", "-Werror"));
        if (processors.isEmpty()) {
            options.add("-proc:none");
        }
        return compile(ToolProvider.getSystemJavaCompiler(), sources, processors, options);
    }

    /** Compiles with javac and the Vector API. That it is incubating is all that the compiler may say. */
    public static InMemory compileWithVectors(Map<String, String> sources) {
        List<String> options =
                List.of("--release", "17", "--add-modules", "jdk.incubator.vector", "-Xlint:all", "-proc:none");
        InMemory result = compile(ToolProvider.getSystemJavaCompiler(), sources, List.of(), options);
        return new InMemory(
                result.sources,
                result.classes,
                result.diagnostics.stream()
                        .filter(diagnostic ->
                                !diagnostic.getMessage(Locale.ROOT).contains("incubating"))
                        .toList());
    }

    public static InMemory compile(
            JavaCompiler compiler, Map<String, String> sources, List<Processor> processors, List<String> options) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Map<String, Output> outputs = new TreeMap<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null);
        try (JavaFileManager files = new Memory(standard, outputs)) {
            List<JavaFileObject> units = new ArrayList<>();
            sources.forEach((name, text) -> units.add(new Input(name, text)));
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, files, diagnostics, options, Collections.emptyList(), units);
            if (!processors.isEmpty()) {
                task.setProcessors(processors);
            }
            task.call();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> generated = new TreeMap<>();
        Map<String, byte[]> classes = new TreeMap<>();
        outputs.values().forEach(output -> {
            if (output.getKind() == Kind.SOURCE) {
                generated.put(output.name, output.text());
            } else if (output.getKind() == Kind.CLASS) {
                classes.put(output.name, output.bytes.toByteArray());
            }
        });
        return new InMemory(generated, classes, diagnostics.getDiagnostics());
    }

    /** Fails unless the compiler had nothing to say. */
    public InMemory requireSilence() {
        if (!diagnostics.isEmpty()) {
            StringBuilder text = new StringBuilder();
            diagnostics.stream()
                    .limit(5)
                    .forEach(diagnostic -> text.append(diagnostic).append('\n'));
            throw new AssertionError(diagnostics.size() + " diagnostics, the first of them:\n" + text);
        }
        return this;
    }

    /** A class loader for what was compiled. */
    public ClassLoader loader() {
        return new ClassLoader(InMemory.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    private static final class Input extends SimpleJavaFileObject {
        private final String text;

        Input(String name, String text) {
            super(URI.create("mem:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends SimpleJavaFileObject {
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String name, Kind kind) {
            super(URI.create("mem:///out/" + name.replace('.', '/') + kind.extension), kind);
            this.name = name;
        }

        String text() {
            return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public OutputStream openOutputStream() {
            bytes.reset();
            return bytes;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text();
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, Output> outputs;

        Memory(StandardJavaFileManager standard, Map<String, Output> outputs) {
            super(standard);
            this.outputs = outputs;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, Kind kind, FileObject sibling) {
            return outputs.computeIfAbsent(name + kind.extension, key -> new Output(name, kind));
        }
    }
}
