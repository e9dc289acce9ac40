package io.github.convolith.conformance;

import io.github.convolith.processor.onnx.model.OnnxModel;
import io.github.convolith.runtime.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs every case below a folder and prints a line for each, then how many passed, failed and were skipped, refused ones
 * being those that are skipped. Ends with 0 if none failed.
 */
public final class Conformance {
    private static final String USAGE = "say where the cases are: mvn -q -Pconformance package -Dcases=DIR";

    private final Path root;
    private final Path work;
    private final PrintStream out;
    private final OperatorTable table = new OperatorTable();
    private final Map<Verdict.State, Integer> counts = new EnumMap<>(Verdict.State.class);

    private Conformance(Path root, Path work, PrintStream out) {
        this.root = root;
        this.work = work;
        this.out = out;
    }

    /**
     * Runs.
     *
     * @param arguments none; the system properties {@code cases}, {@code work}, {@code table} and {@code table.file} say
     *     what to do
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String cases = System.getProperty("cases", "");
        Path root = Path.of(cases);
        if (cases.isEmpty() || !Files.isDirectory(root)) {
            out.println(cases.isEmpty() ? USAGE : "there is no folder " + root.toAbsolutePath() + "; " + USAGE);
            System.exit(2);
        }
        Conformance conformance = new Conformance(root, Path.of(System.getProperty("work")), out);
        conformance.run();
        if (!System.getProperty("table", "false").equals("false")) {
            Files.writeString(Path.of(System.getProperty("table.file")), conformance.table.toString());
        }
        System.exit(conformance.count(Verdict.State.FAILED) == 0 ? 0 : 1);
    }

    private void run() throws IOException {
        List<TargetRuntime> targets =
                Stream.of(Target.values()).map(TargetRuntime::of).toList();
        for (Case each : Case.below(root)) {
            Verdict verdict = verdict(each, targets);
            counts.merge(verdict.state(), 1, Integer::sum);
            Optional<OnnxModel> model = each.model();
            model.ifPresent(read -> table.add(read, verdict));
            out.println(verdict.line(each.name()));
        }
        Folders.delete(work);
        out.printf(
                "%d passed, %d failed, %d skipped%n",
                count(Verdict.State.PASSED), count(Verdict.State.FAILED), count(Verdict.State.REFUSED));
    }

    /** What comes of a case; whatever goes wrong in it does not keep the others from being run. */
    private Verdict verdict(Case each, List<TargetRuntime> targets) {
        try {
            return each.run(work, targets);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return Verdict.failed(String.valueOf(e));
        }
    }

    private int count(Verdict.State state) {
        return counts.getOrDefault(state, 0);
    }
}
