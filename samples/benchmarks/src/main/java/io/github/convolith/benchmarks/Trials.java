package io.github.convolith.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times networks, each target in a JVM of its own beside ONNX Runtime, as often as asked for. */
final class Trials {
    private static final String TARGET = "-Dconvolith.target=";

    private final Pace pace;
    private final List<String> targets;
    private final double peak;
    private final PrintStream out;

    /**
     * Such trials.
     *
     * @param pace how long and how often
     * @param targets the targets to be timed
     * @param peak thousand million floating-point operations a second that this machine can do; 0 if unknown
     * @param out is told what came out, as it does
     */
    Trials(Pace pace, List<String> targets, double peak, PrintStream out) {
        this.pace = pace;
        this.targets = targets;
        this.peak = peak;
        this.out = out;
    }

    /**
     * What is timed.
     *
     * @param name its name in the table
     * @param arguments what {@link Trial} is given behind the target
     * @param classes a directory with its classes besides those that are here; none if empty
     */
    record Entry(String name, List<String> arguments, List<Path> classes) {}

    /**
     * Times everything, round after round, so that whatever else the machine does meets all alike.
     *
     * @param failures gets the names of entries that could not be timed, with the reason; the others go on
     */
    List<NetworkRow> run(List<Entry> entries, Map<String, String> failures) throws IOException {
        Map<Entry, Map<String, List<TrialResult>>> results = new LinkedHashMap<>();
        for (int round = 1; round <= pace.rounds(); round++) {
            if (pace.rounds() > 1) {
                out.println("Networks, round " + round + " of " + pace.rounds());
            }
            for (Entry entry : entries) {
                for (String target : targets) {
                    measure(entry, target, results, failures);
                }
            }
        }
        List<NetworkRow> rows = new ArrayList<>();
        results.forEach((entry, byTarget) -> byTarget.forEach((target, measured) ->
                rows.add(new NetworkRow(entry.name(), target, TrialResult.median(measured), peak))));
        return rows;
    }

    private void measure(
            Entry entry,
            String target,
            Map<Entry, Map<String, List<TrialResult>>> results,
            Map<String, String> failures)
            throws IOException {
        String title = entry.name() + ", " + target;
        try {
            TrialResult result = TrialResult.find(printed(entry, target));
            results.computeIfAbsent(entry, key -> new LinkedHashMap<>())
                    .computeIfAbsent(target, key -> new ArrayList<>())
                    .add(result);
            NetworkRow row = new NetworkRow(entry.name(), target, result, peak);
            out.println(String.format(
                    Locale.ROOT,
                    "  %-24s %10s µs  ONNX Runtime %10s µs  ratio %.2f",
                    title,
                    Columns.threeDigits(result.ours()),
                    Columns.threeDigits(result.onnxRuntime()),
                    row.ratio()));
        } catch (IllegalStateException e) {
            failures.put(title, String.valueOf(e.getMessage()));
            out.println("  " + title + " cannot be timed");
        }
    }

    /** What a JVM prints that measures this. */
    private List<String> printed(Entry entry, String target) throws IOException {
        Process process = new ProcessBuilder(command(entry, target))
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
            if (process.waitFor() != 0) {
                lines.removeIf(line -> line.startsWith("WARNING"));
                throw new IllegalStateException(String.join("\n", lines));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        } finally {
            process.destroy();
        }
        return lines;
    }

    /** As this JVM was started, but for the target. */
    private static List<String> command(Entry entry, String target) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith(TARGET))
                .forEach(command::add);
        command.add("-Dstdout.encoding=UTF-8");
        command.add(TARGET + target);
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        entry.classes().forEach(path -> classPath.append(File.pathSeparator).append(path));
        command.add("-classpath");
        command.add(classPath.toString());
        command.add(Trial.class.getName());
        command.add(target);
        command.addAll(entry.arguments());
        return command;
    }
}
