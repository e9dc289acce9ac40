package io.github.convolith.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.convolith.processor.NetworkCompiler;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.onnx.model.ModelReader;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.NotKnown;
import io.github.convolith.processor.testing.InMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged models: each compiles or is refused in a sentence, soon. {@code -Dmutations} sets how many are made of the
 * models that come with the project's surroundings, where they are there.
 */
class MutationTest {
    private static final Path MODELS = Path.of(System.getProperty("basedir", "."), "..", "..", "shared", "models");

    private static final long SEED = Long.getLong("mutations.seed", 1);

    /** Of the models that compile, one in so many is given to javac as well. */
    private static final int COMPILED = 200;

    /** Of processor time. */
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What belongs into a stack trace and not into a sentence. */
    private static final Pattern INTERNAL = Pattern.compile("\\b(java|com\\.google|io\\.github)\\.[a-z]+\\.");

    /** Where damaged models may look for tensors, and find none. */
    @TempDir
    private Path folder;

    /** What came of all. */
    private static final class Tally {
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private final List<String> defects = new ArrayList<>();
        private int survivors;
        private long longest;

        void count(String outcome) {
            outcomes.merge(outcome, 1, Integer::sum);
        }
    }

    @Test
    void smallModels() throws IOException {
        Map<String, Mutations> models = new LinkedHashMap<>();
        SmallModels.all().forEach((name, model) -> models.put(name, new Mutations(model.bytes())));
        check(models, 4_000);
    }

    @Test
    void realModels() throws IOException {
        int count = Integer.getInteger("mutations", 0);
        assumeTrue(count > 0, "set -Dmutations to so many");
        assumeTrue(Files.isDirectory(MODELS), () -> "there is no " + MODELS);
        Map<String, Mutations> models = new LinkedHashMap<>();
        for (OnnxCase each : OnnxCase.below(MODELS)) {
            byte[] bytes = Files.readAllBytes(each.folder().resolve("model.onnx"));
            models.put(each.folder().getFileName().toString(), new Mutations(bytes));
        }
        check(models, count);
    }

    private void check(Map<String, Mutations> models, int count) {
        List<String> names = turns(models);
        Tally tally = new Tally();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String name = names.get(i % names.size());
            byte[] mutant = models.get(name).next(new Random(SEED * 1_000_003 + i));
            check(mutant, i % 2 == 0, "%s, mutation %d, seed %d".formatted(name, i, SEED), tally);
            if ((i + 1) % 10_000 == 0) {
                report(i + 1, begin, tally);
            }
        }
        if (count % 10_000 != 0) {
            report(count, begin, tally);
        }
        assertThat(tally.defects).isEmpty();
        assertThat(tally.survivors).as("of those that compile").isGreaterThan(count / 20);
    }

    /** The models in the order in which they are damaged: small ones more often, as there is as much to be damaged. */
    private static List<String> turns(Map<String, Mutations> models) {
        List<String> turns = new ArrayList<>();
        models.forEach((name, model) -> {
            for (int i = 0; i < Math.max(1, Math.min(12, 1_200_000 / model.size())); i++) {
                turns.add(name);
            }
        });
        Collections.shuffle(turns, new Random(SEED));
        return turns;
    }

    private static void report(int count, long begin, Tally tally) {
        System.out.printf(
                Locale.ROOT,
                "%,d mutations: %s, %d defects; %.0f s, the longest %.2f s%n",
                count,
                tally.outcomes,
                tally.defects.size(),
                (System.nanoTime() - begin) / 1e9,
                tally.longest / 1e9);
    }

    private void check(byte[] mutant, boolean hasVector, String which, Tally tally) {
        long begin = THREADS.getCurrentThreadCpuTime();
        try {
            Optional<String> refusal = compile(mutant, hasVector, tally);
            refusal.ifPresent(text -> {
                if (text.isBlank() || INTERNAL.matcher(text).find()) {
                    tally.defects.add(which + ": refused with '" + text + "'");
                }
            });
            tally.count(refusal.isPresent() ? "refused" : "compiled");
        } catch (RuntimeException | IOException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            StackTraceElement[] trace = e.getStackTrace();
            String text = String.valueOf(e);
            tally.defects.add(which + ": " + text.substring(0, Math.min(text.length(), 500))
                    + Arrays.asList(trace).subList(0, Math.min(6, trace.length)));
            tally.count("failed");
            System.out.println(tally.defects.get(tally.defects.size() - 1));
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - begin;
        tally.longest = Math.max(tally.longest, nanos);
        if (nanos > LONGEST_NANOS) {
            tally.defects.add("%s: takes %.1f s".formatted(which, nanos / 1e9));
        }
    }

    /** The way of a build up to source, for both targets; gives the reason why a model is refused. */
    private Optional<String> compile(byte[] model, boolean hasVector, Tally tally) throws IOException {
        NetworkCompiler.Outcome outcome;
        try {
            OnnxImport imported = OnnxImporter.run(ModelReader.read(model, folder), ImportOptions.NONE);
            LayerClass frame = new LayerClass("models", "ModelNetwork", true, "", false, false);
            outcome = NetworkCompiler.compile(
                    frame, "models.Model", "@OnnxModel", imported.graph(), Optional.empty(), hasVector);
        } catch (OnnxException | NotKnown e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            return Optional.of(refused.layer() + ": " + refused.finding().text());
        }
        NetworkCompiler.Outcome.Compiled compiled = (NetworkCompiler.Outcome.Compiled) outcome;
        tally.survivors++;
        if (tally.survivors % COMPILED == 0) {
            Map<String, String> sources = new LinkedHashMap<>();
            sources.put("models.ModelNetwork", compiled.file().toString());
            compiled.vector().ifPresent(file -> sources.put("models.ModelNetworkVector", file.toString()));
            InMemory.compileWithVectors(sources).requireSilence();
            tally.count("of these by javac");
        }
        return Optional.empty();
    }
}
