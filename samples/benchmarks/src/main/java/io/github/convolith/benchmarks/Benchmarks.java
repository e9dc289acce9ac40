package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Platform;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Times the generated layers against ONNX Runtime and prints a table. System properties:
 *
 * <ul>
 *   <li>{@code benchmark}: a regular expression to be found in a layer's name; all layers when left out;
 *   <li>{@code quick}: {@code true} for a short, rough run;
 *   <li>{@code benchmark.json}: the file that gets the table as JSON; none when left out.
 * </ul>
 */
public final class Benchmarks {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private final List<BenchmarkLayer> layers;
    private final Timing timing;
    private final Map<String, Long> allocated = new HashMap<>();
    private final Map<String, Samples> samples = new HashMap<>();

    private Benchmarks(List<BenchmarkLayer> layers, Timing timing) {
        this.layers = layers;
        this.timing = timing;
    }

    public static void main(String[] arguments) throws OrtException, RunnerException, IOException {
        try {
            List<BenchmarkLayer> layers = selected(System.getProperty("benchmark", ""));
            List<Row> rows = new Benchmarks(layers, Boolean.getBoolean("quick") ? Timing.QUICK : Timing.FULL).run();
            OUT.println("\n" + Table.of(rows));
            String json = System.getProperty("benchmark.json", "");
            if (!json.isEmpty()) {
                String target = Platform.current().target().propertyValue();
                Files.writeString(Path.of(json), Json.of(rows, target, System.getProperty("java.version")));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            OUT.println(e.getMessage());
            System.exit(1);
        }
    }

    /** The layers in whose names a regular expression is found; at least one. */
    static List<BenchmarkLayer> selected(String regex) {
        List<BenchmarkLayer> layers = Layers.matching(Pattern.compile(regex));
        if (layers.isEmpty()) {
            String names = Layers.all().stream().map(BenchmarkLayer::name).collect(Collectors.joining("\n  "));
            throw new IllegalArgumentException("No layer has '" + regex + "' in its name. There are:\n  " + names);
        }
        return layers;
    }

    private List<Row> run() throws OrtException, RunnerException {
        OUT.println(Platform.current().description());
        OUT.println("ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion() + ", one thread.");
        for (BenchmarkLayer layer : layers) {
            check(layer);
        }
        OUT.println("Both engines agree on every layer.");
        for (int round = 1; round <= timing.rounds(); round++) {
            OUT.println("Timing, round " + round + " of " + timing.rounds());
            timing.round(layers, samples);
        }
        List<Row> rows = new ArrayList<>();
        for (BenchmarkLayer layer : layers) {
            rows.add(row(layer));
        }
        return rows;
    }

    private void check(BenchmarkLayer layer) throws OrtException {
        try (Contest contest = new Contest(layer, layer.link())) {
            contest.requireAgreement();
            allocated.put(layer.name(), Allocation.bytesPerCall(contest::runOurs));
        }
    }

    private Row row(BenchmarkLayer layer) {
        Samples measured = samples.get(layer.name());
        return new Row(
                layer.name(),
                strategy(layer.link()),
                measured.median("ours"),
                measured.median("onnxRuntime"),
                layer.convolution().multiplyAdds(),
                allocated.get(layer.name()));
    }

    /** What a layer's description says behind its shapes. */
    static String strategy(Layer layer) {
        String title = layer.describe().lines().findFirst().orElse("");
        String shapes = layer.inputShape() + " to " + layer.outputShape() + ", ";
        int end = title.indexOf(shapes);
        return end < 0 ? title : title.substring(end + shapes.length());
    }
}
