package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.NetworkClass;
import io.github.convolith.processor.onnx.ImportOptions;
import io.github.convolith.processor.onnx.OnnxImport;
import io.github.convolith.processor.onnx.OnnxImporter;
import io.github.convolith.processor.onnx.model.ModelReader;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.NotKnown;
import io.github.convolith.processor.pass.Passes;
import io.github.convolith.processor.plan.NetworkPlanner;
import io.github.convolith.processor.plan.VectorPlanner;
import io.github.convolith.processor.report.NetworkReport;
import io.github.convolith.processor.report.OriginReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Compiles a model without a build: {@code model.onnx -d out -n com.acme.Detector} writes the source of
 * {@code com.acme.DetectorNetwork} and its weights below {@code out}; {@code model.onnx --describe} prints its layers.
 */
public final class CommandLine {
    private static final String USAGE = """
            usage: MODEL.onnx [-d DIRECTORY] [-n PACKAGE.NAME] [--vector] [--describe]
                   [--size NAME=NUMBER]… [--shape INPUT=1,3,224,224]… [--output VALUE]…
              -d          writes the class and its weights below this directory, over what is there
              -n          what they are called after: com.acme.Detector becomes com.acme.DetectorNetwork
              --vector    writes the class for the Vector API as well
              --describe  prints layers, shapes, multiply-adds, memory and strategies
              --size      the size of an axis that the model leaves open by this name
              --shape     the shape of an input
              --output    a value of the model that comes out, instead of its own outputs""";

    private final Deque<String> arguments;
    private Optional<Path> model = Optional.empty();
    private Optional<Path> directory = Optional.empty();
    private String name = "Model";
    private boolean describes;
    private boolean hasVector;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, List<Integer>> shapes = new HashMap<>();
    private final List<String> outputs = new ArrayList<>();

    private CommandLine(List<String> arguments) {
        this.arguments = new ArrayDeque<>(arguments);
    }

    /** Runs and ends with 0, or with 1 if something is wrong. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Runs; what is asked for goes to one stream, what is wrong to the other. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            new CommandLine(arguments).run(out);
            return 0;
        } catch (OnnxException | NotKnown e) {
            err.println(e.getMessage());
        } catch (NoSuchFileException e) {
            err.println("there is no file " + e.getMessage());
        } catch (FileAlreadyExistsException e) {
            err.println(e.getMessage() + " is a file; -d takes a directory");
        } catch (AccessDeniedException e) {
            err.println(e.getMessage() + " may not be read or written");
        } catch (IOException e) {
            err.println(e.getMessage());
        }
        return 1;
    }

    private void run(PrintStream out) throws IOException {
        if (arguments.contains("--help")) {
            out.println(USAGE);
            return;
        }
        parse();
        model.ifPresent(path ->
                OnnxException.unless(!Files.isDirectory(path), "%s is a directory; name the model in it", path));
        OnnxException.unless(model.isPresent() && (describes || directory.isPresent()), "%s", USAGE);
        OnnxImport imported = OnnxImporter.run(
                ModelReader.read(model.orElseThrow()), new ImportOptions(sizes, shapes, outputs, Map.of()));
        if (describes) {
            describe(imported, out);
        }
        if (directory.isPresent()) {
            write(imported, directory.get(), out);
        }
    }

    private void parse() {
        while (!arguments.isEmpty()) {
            String argument = arguments.remove();
            switch (argument) {
                case "-d" -> directory = Optional.of(Path.of(next(argument)));
                case "-n" -> {
                    name = next(argument);
                    OnnxException.unless(
                            SourceVersion.isName(name), "-n %s is no name of a class, such as com.acme.Detector", name);
                }
                case "--describe" -> describes = true;
                case "--vector" -> hasVector = true;
                case "--output" -> outputs.add(next(argument));
                case "--size" -> {
                    String entry = next(argument);
                    sizes.put(key(entry), numbers(entry).get(0));
                }
                case "--shape" -> {
                    String entry = next(argument);
                    shapes.put(key(entry), numbers(entry));
                }
                default -> {
                    OnnxException.unless(!argument.startsWith("-"), "there is no option %s\n%s", argument, USAGE);
                    OnnxException.unless(
                            model.isEmpty(), "%s is a second model; one is compiled at a time\n%s", argument, USAGE);
                    model = Optional.of(Path.of(argument));
                }
            }
        }
    }

    private String next(String option) {
        OnnxException.unless(!arguments.isEmpty(), "%s needs a value\n%s", option, USAGE);
        return arguments.remove();
    }

    private static String key(String entry) {
        OnnxException.unless(entry.indexOf('=') > 0, "'%s' has no equals sign\n%s", entry, USAGE);
        return entry.substring(0, entry.lastIndexOf('='));
    }

    private static List<Integer> numbers(String entry) {
        try {
            return Stream.of(entry.substring(entry.lastIndexOf('=') + 1).split(",", -1))
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw OnnxException.of("'%s' does not end with numbers\n%s", entry, USAGE);
        }
    }

    private void describe(OnnxImport imported, PrintStream out) {
        Passes.Result rewritten = Passes.run(imported.graph());
        NetworkPlanner.Outcome outcome = NetworkPlanner.plan(rewritten.graph(), rewritten.notes());
        if (outcome instanceof NetworkPlanner.Outcome.Planned planned) {
            NetworkReport.description(simpleName(), planned.plan()).forEach(out::println);
            OriginReport.lines(planned.plan(), imported.origins()).forEach(out::println);
            if (hasVector) {
                out.println("\nOn the vector target");
                NetworkReport.description(
                                simpleName(), VectorPlanner.plan(planned.plan()).network())
                        .forEach(out::println);
            }
        } else if (outcome instanceof NetworkPlanner.Outcome.Refused refused) {
            throw new OnnxException(refused.finding().text()).at("'" + refused.node() + "'");
        }
    }

    private void write(OnnxImport imported, Path root, PrintStream out) throws IOException {
        WeightsPacker.Packed packed = WeightsPacker.packed(simpleName(), imported.weights());
        LayerClass frame = new LayerClass(packageName(), simpleName(), true, "", false, false);
        Optional<NetworkClass.Resource> resource = Optional.of(packed.resource());
        NetworkCompiler.Outcome outcome = NetworkCompiler.compile(
                frame,
                String.valueOf(model.orElseThrow().getFileName()),
                "",
                imported.graph(),
                imported.origins(),
                resource,
                hasVector);
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            throw new OnnxException(refused.finding().text()).at("'" + refused.layer() + "'");
        }
        NetworkCompiler.Outcome.Compiled compiled = (NetworkCompiler.Outcome.Compiled) outcome;
        Path folder = directory(root.resolve(packageName().replace('.', '/')));
        for (JavaFile file : Stream.concat(Stream.of(compiled.file()), compiled.vector().stream())
                .toList()) {
            Path source = folder.resolve(file.typeSpec().name() + ".java");
            Files.writeString(source, file.toString());
            out.println(source);
        }
        Path weights = folder.resolve(packed.resource().name());
        Files.write(weights, packed.bytes());
        out.println(weights);
    }

    private static Path directory(Path path) throws IOException {
        try {
            return Files.createDirectories(path);
        } catch (NoSuchFileException e) {
            throw new IOException("the directory " + path + " cannot be made", e);
        }
    }

    private String packageName() {
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
    }

    private String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1) + "Network";
    }
}
