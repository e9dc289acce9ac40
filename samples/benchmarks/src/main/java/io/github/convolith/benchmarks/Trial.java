package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures one network on one target beside ONNX Runtime, in the JVM that {@link Trials} has started for it: a JVM decides
 * once what it computes with.
 */
public final class Trial {
    /** Milliseconds of a window of the warm-up, and how many windows without progress end it. */
    private static final double WINDOW = 20;

    private static final int PATIENCE = 40;

    /** By the clock a warm-up may take so many times the processor time it is given: others use the machine, too. */
    private static final double CROWD = 8;

    /** The share of a window in which the JIT may be at work without there being anything to wait for. */
    private static final double COMPILING = 0.05;

    /** Runs are steady when they are this near to what is measured in the end. */
    private static final double STEADY = 1.15;

    /** Milliseconds for which single runs are timed, and the bounds of their number. */
    private static final double SINGLES = 300;

    private static final int FEWEST = 10;
    private static final int MOST = 20_000;

    private final Duel duel;
    private final Pace pace;

    /** Mean microseconds in each window of the warm-up, and the milliseconds at its end. */
    private final List<double[]> windows = new ArrayList<>();

    private Trial(Duel duel, Pace pace) {
        this.duel = duel;
        this.pace = pace;
    }

    /**
     * Prints a {@link TrialResult}.
     *
     * @param arguments the expected target; then the name of a network in {@link Networks}, or the directory of a model and
     *     the name of the class generated from it
     */
    public static void main(String[] arguments) throws OrtException, IOException, ReflectiveOperationException {
        try {
            String target = Platform.current().target().propertyValue();
            if (!target.equals(arguments[0])) {
                throw new IllegalStateException(
                        "This JVM has no such target. " + Platform.current().description());
            }
            TrialResult result = arguments.length == 2 ? ofNetwork(arguments[1]) : ofModel(arguments[1], arguments[2]);
            System.out.println(result.line());
        } catch (IllegalStateException | IllegalArgumentException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    private static TrialResult ofNetwork(String name) throws OrtException {
        BenchmarkNetwork network = Networks.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no network " + name));
        OnnxNetwork definition = network.definition().get();
        OnnxModel model = definition.model();
        Network linked = network.linker().apply(definition.weights());
        List<float[]> inputs = List.of(Seeded.gaussian(Seeded.INPUT, model.inputElements(), 1));
        return measured(new Duel(network.title(), linked, model, inputs), definition.multiplyAdds());
    }

    private static TrialResult ofModel(String directory, String generated)
            throws OrtException, IOException, ReflectiveOperationException {
        StoredModel stored = StoredModel.read(Path.of(directory));
        Network loaded = (Network) Class.forName(generated).getMethod("load").invoke(null);
        return measured(
                new Duel("model " + stored.name(), loaded, stored.model(), stored.inputs()),
                GeneratedText.multiplyAdds(loaded));
    }

    private static TrialResult measured(Duel duel, long multiplyAdds) throws OrtException {
        try (duel) {
            return new Trial(duel, Pace.asked()).run(multiplyAdds);
        }
    }

    private TrialResult run(long multiplyAdds) throws OrtException {
        Call ours = duel::runOurs;
        Call theirs = duel::runOnnxRuntime;
        long start = System.nanoTime();
        ours.run();
        double firstCall = millisecondsSince(start);
        theirs.run();
        duel.requireAgreement();
        warmUp(ours, start);
        theirs.timedFor(100);
        double expected = ours.timedFor(WINDOW);
        List<Double> oursTimes = new ArrayList<>();
        List<Double> theirTimes = new ArrayList<>();
        long oursCalls = callsIn(pace.batch(), expected);
        long theirCalls = callsIn(pace.batch(), theirs.timedFor(WINDOW));
        for (int i = 0; i < pace.batches(); i++) {
            oursTimes.add(ours.timed(oursCalls));
            theirTimes.add(theirs.timed(theirCalls));
        }
        double median = Samples.median(oursTimes);
        double tail = tail(ours, (int) Math.max(FEWEST, Math.min(MOST, callsIn(SINGLES, median))));
        long bytes = Allocation.ofWarm(duel::runOurs, (int) Math.max(3, Math.min(100, callsIn(SINGLES, median))));
        duel.requireAgreement();
        return new TrialResult(
                median, Samples.median(theirTimes), tail, firstCall, steady(median), bytes, multiplyAdds);
    }

    /** Ends when runs no longer get faster, and the JIT has been idle, for some time; or when its time is over. */
    private void warmUp(Call call, long start) throws OrtException {
        double best = Double.POSITIVE_INFINITY;
        int idle = 0;
        double limit = Call.THREADS.getCurrentThreadCpuTime() / 1e6 + pace.warmUp();
        do {
            double compiling = JitTime.milliseconds();
            double microseconds = call.timedFor(WINDOW);
            boolean compiled = JitTime.milliseconds() - compiling > COMPILING * WINDOW;
            windows.add(new double[] {microseconds, millisecondsSince(start)});
            idle = compiled || microseconds < 0.97 * best ? 0 : idle + 1;
            best = Math.min(best, microseconds);
        } while (idle < PATIENCE
                && Call.THREADS.getCurrentThreadCpuTime() / 1e6 < limit
                && millisecondsSince(start) < CROWD * pace.warmUp());
    }

    /** The end of the first window that was as fast as in the end, or of the last one. */
    private double steady(double median) {
        return windows.stream()
                .filter(window -> window[0] <= STEADY * median)
                .findFirst()
                .orElse(windows.get(windows.size() - 1))[1];
    }

    private static double tail(Call call, int calls) throws OrtException {
        double[] microseconds = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call.run();
            microseconds[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(microseconds);
        return microseconds[(int) Math.ceil(0.999 * calls) - 1];
    }

    private static long callsIn(double milliseconds, double microseconds) {
        return Math.max(1, (long) (1000 * milliseconds / microseconds));
    }

    private static double millisecondsSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
