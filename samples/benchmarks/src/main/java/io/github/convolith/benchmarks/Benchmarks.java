package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Platform;
import io.github.convolith.runtime.Target;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Times the generated layers and networks against ONNX Runtime and prints tables. System properties:
 *
 * <ul>
 *   <li>{@code benchmark}: a regular expression to be found in the name of a layer, or in {@code network} and the name
 *       of a network or model; all when left out;
 *   <li>{@code models}: a directory; every model below it is compiled and timed as a network, instead of those here unless
 *       {@code benchmark} selects some;
 *   <li>{@code tune}: {@code true} to measure, instead, the kernels that the planner of the vector target weighs for the
 *       networks' convolutions;
 *   <li>{@code quick}: {@code true} for a short, rough run;
 *   <li>{@code convolith.target}: the only target to be timed; both when left out;
 *   <li>{@code benchmark.json} and {@code tuning.json}: the files that get the tables as JSON; none when left out.
 * </ul>
 */
public final class Benchmarks {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private final boolean quick = Boolean.getBoolean("quick");
    private final Map<String, String> failures = new LinkedHashMap<>();

    private Benchmarks() {}

    public static void main(String[] arguments) throws OrtException, RunnerException, IOException {
        try {
            String regex = System.getProperty("benchmark", "");
            String models = System.getProperty("models", "");
            if (Boolean.getBoolean("tune")) {
                tune(selected(regex));
            } else if (models.isEmpty()) {
                new Benchmarks().run(selected(regex), List.of());
            } else {
                new Benchmarks().runWithModels(regex, Path.of(models));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            OUT.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void tune(List<Subject> subjects) throws OrtException, IOException {
        OUT.println(Platform.current().description());
        if (Platform.current().target() != Target.VECTOR) {
            throw new IllegalStateException("A tuning run measures the kernels of the vector target.");
        }
        List<BenchmarkNetwork> networks = subjects.stream()
                .filter(BenchmarkNetwork.class::isInstance)
                .map(BenchmarkNetwork.class::cast)
                .toList();
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("A tuning run is of networks: -Dbenchmark='network resnet8', for one.");
        }
        List<TuningRow> rows = new TuningRun(Boolean.getBoolean("quick") ? 5 : 15, OUT).run(networks);
        OUT.println("\n" + TuningRow.table(rows) + "\n\n" + TuningRun.summary(rows));
        String json = System.getProperty("tuning.json", "");
        if (!json.isEmpty()) {
            String jdk = System.getProperty("java.version");
            Files.writeString(
                    Path.of(json),
                    Json.array(rows.stream().map(row -> Json.of(row, jdk)).toList()));
        }
    }

    /** The layers and networks in whose names a regular expression is found; at least one. */
    static List<Subject> selected(String regex) {
        List<Subject> subjects = Subjects.matching(Pattern.compile(regex));
        if (subjects.isEmpty()) {
            String names = Subjects.all().stream().map(Subject::title).collect(Collectors.joining("\n  "));
            throw new IllegalArgumentException(
                    "No layer or network has '" + regex + "' in its name. There are:\n  " + names);
        }
        return subjects;
    }

    /** Without a regular expression the models alone, as networks; else also what else has it in its name. */
    private void runWithModels(String regex, Path root) throws OrtException, RunnerException, IOException {
        Pattern pattern = Pattern.compile(regex);
        List<Subject> subjects = regex.isEmpty() ? List.of() : Subjects.matching(pattern);
        OUT.println("Compiling the models");
        Path classes = Files.createTempDirectory("convolith-models");
        List<Trials.Entry> models = StoredModels.compile(root, pattern, classes, failures, OUT);
        if (subjects.isEmpty() && models.isEmpty() && failures.isEmpty()) {
            throw new IllegalArgumentException("No model below " + root + " has '" + regex + "' in its name.");
        }
        run(subjects, models);
    }

    private void run(List<Subject> subjects, List<Trials.Entry> models)
            throws OrtException, RunnerException, IOException {
        OUT.println(Platform.current().description());
        OUT.println("ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion() + ", one thread.");
        List<BenchmarkLayer> layers = subjects.stream()
                .filter(BenchmarkLayer.class::isInstance)
                .map(BenchmarkLayer.class::cast)
                .toList();
        List<Trials.Entry> networks = new ArrayList<>();
        subjects.stream()
                .filter(BenchmarkNetwork.class::isInstance)
                .forEach(network -> networks.add(new Trials.Entry(network.name(), List.of(network.name()), List.of())));
        networks.addAll(models);
        List<NetworkRow> networkRows = networks.isEmpty() ? List.of() : network(networks);
        List<Row> layerRows = layers.isEmpty()
                ? List.of()
                : new LayerTiming(layers, targets(), quick ? Timing.QUICK : Timing.FULL, OUT).run();
        if (!networkRows.isEmpty()) {
            OUT.println("\n" + NetworkTable.of(networkRows));
        }
        if (!layerRows.isEmpty()) {
            OUT.println("\n" + Table.of(layerRows));
        }
        write(networkRows, layerRows);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("\nNot timed:\n"
                    + failures.entrySet().stream()
                            .map(failure -> failure.getKey() + ": " + failure.getValue())
                            .collect(Collectors.joining("\n")));
        }
    }

    private List<NetworkRow> network(List<Trials.Entry> entries) throws IOException {
        double peak = Platform.current().vectorModule() ? VectorPeak.gigaflops() : 0;
        OUT.printf(Locale.ROOT, "Peak of one core: %.0f GFLOP/s%n", peak);
        return new Trials(quick ? Pace.QUICK : Pace.FULL, targets(), peak, OUT).run(entries, failures);
    }

    private static List<String> targets() {
        String asked = System.getProperty(Platform.TARGET_PROPERTY, "");
        if (!asked.isEmpty()) {
            return List.of(asked);
        }
        return Platform.current().vectorModule() ? List.of("portable", "vector") : List.of("portable");
    }

    private static void write(List<NetworkRow> networks, List<Row> layers) throws IOException {
        String json = System.getProperty("benchmark.json", "");
        if (json.isEmpty()) {
            return;
        }
        String jdk = System.getProperty("java.version");
        List<String> objects = new ArrayList<>();
        networks.forEach(row -> objects.add(Json.of(row, jdk)));
        layers.forEach(row -> objects.add(Json.of(row, jdk)));
        Files.writeString(Path.of(json), Json.array(objects));
    }
}
