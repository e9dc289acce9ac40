package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
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
 * Times the generated layers and networks against ONNX Runtime and prints a table. System properties:
 *
 * <ul>
 *   <li>{@code benchmark}: a regular expression to be found in the name of a layer or network; all when left out;
 *   <li>{@code quick}: {@code true} for a short, rough run;
 *   <li>{@code benchmark.json}: the file that gets the table as JSON; none when left out.
 * </ul>
 */
public final class Benchmarks {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private final List<Subject> subjects;
    private final Timing timing;
    private final Map<String, Long> allocated = new HashMap<>();
    private final Map<String, Samples> samples = new HashMap<>();

    private Benchmarks(List<Subject> subjects, Timing timing) {
        this.subjects = subjects;
        this.timing = timing;
    }

    public static void main(String[] arguments) throws OrtException, RunnerException, IOException {
        try {
            List<Subject> subjects = selected(System.getProperty("benchmark", ""));
            List<Row> rows = new Benchmarks(subjects, Boolean.getBoolean("quick") ? Timing.QUICK : Timing.FULL).run();
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

    private List<Row> run() throws OrtException, RunnerException {
        OUT.println(Platform.current().description());
        OUT.println("ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion() + ", one thread.");
        for (Subject subject : subjects) {
            check(subject);
        }
        OUT.println("Both engines agree on everything.");
        for (int round = 1; round <= timing.rounds(); round++) {
            OUT.println("Timing, round " + round + " of " + timing.rounds());
            timing.round(subjects, samples);
        }
        List<Row> rows = new ArrayList<>();
        for (Subject subject : subjects) {
            rows.add(row(subject));
        }
        return rows;
    }

    private void check(Subject subject) throws OrtException {
        try (Contest contest = new Contest(subject)) {
            contest.requireAgreement();
            allocated.put(subject.title(), Allocation.bytesPerCall(contest::runOurs));
        }
    }

    private Row row(Subject subject) {
        Samples measured = samples.get(subject.title());
        return new Row(
                subject.kind(),
                subject.name(),
                subject.strategy(),
                measured.median("ours"),
                measured.median("onnxRuntime"),
                subject.multiplyAdds(),
                allocated.get(subject.title()));
    }
}
