package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.convolith.processor.Candidates;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.NetworkSession;
import io.github.convolith.runtime.Port;
import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Tensor;
import io.github.convolith.runtime.Weights;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures the kernels that the planner of the vector target weighs against each other, for every convolution of some
 * networks by itself: where another kernel than the planner's choice is faster, its cost model is wrong. In between the
 * caches are filled with other things, as much as the network has, so that weights come from where they would come from.
 */
final class TuningRun {
    /** Bytes of other things beyond which a second-level cache holds nothing of a layer's own anyway. */
    private static final int MOST_OTHERS = 8 << 20;

    /** Bytes up to which a network stays in the caches near the processor, and nothing is to be displaced. */
    private static final int FEW_OTHERS = 1 << 20;

    /** Milliseconds for which the calls of a kernel are timed before it is another one's turn. */
    private static final double BATCH = 10;

    /** Milliseconds of a window of the warm-up, and how many of them at most. */
    private static final double WINDOW = 50;

    private static final int MOST_WINDOWS = 80;

    /** Windows in a row in which the JIT was idle and nothing got faster, after which a kernel is warm. */
    private static final int PATIENCE = 6;

    private final int rounds;
    private final PrintStream out;
    private final float[] others = new float[MOST_OTHERS / 4];
    private float sum;

    /**
     * @param rounds how often each kernel has its turn
     * @param out is told what came out for a layer, as it does
     */
    TuningRun(int rounds, PrintStream out) {
        this.rounds = rounds;
        this.out = out;
    }

    /** A kernel at work. */
    private static final class Contender {
        private final String title;
        private final NetworkSession session;
        private final List<Port> inputs;
        private final List<float[]> values;
        private final Port output;
        private final float[] result;
        private final List<Double> times = new ArrayList<>();

        Contender(String title, Network network) {
            this.title = title;
            this.session = network.newSession();
            this.inputs = network.inputs();
            Random random = new Random(Seeded.INPUT);
            this.values = inputs.stream()
                    .map(port -> Seeded.gaussian(random, port.elements(), 1))
                    .toList();
            this.output = network.outputs().get(0);
            this.result = new float[output.elements()];
        }

        void run() {
            for (int i = 0; i < inputs.size(); i++) {
                session.input(inputs.get(i), values.get(i));
            }
            session.run();
            session.output(output, result);
        }
    }

    /** Measures all layers of the networks, equal ones once. */
    List<TuningRow> run(List<BenchmarkNetwork> networks) throws OrtException, IOException {
        Set<String> done = new HashSet<>();
        List<TuningRow> rows = new ArrayList<>();
        for (BenchmarkNetwork network : networks) {
            byte[] model = network.model().bytes();
            for (Candidates.Layer layer : Candidates.of(model)) {
                if (done.add(layer.title())) {
                    TuningRow row = measured(network.name(), layer, model.length);
                    out.println("  " + row.line());
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private TuningRow measured(String network, Candidates.Layer layer, int networkBytes)
            throws OrtException, IOException {
        List<Contender> contenders = contenders(layer);
        int displaced = networkBytes > FEW_OTHERS ? Math.min(networkBytes, MOST_OTHERS) / 4 : 0;
        for (Contender contender : contenders) {
            contender.run();
            Agreement.ofNetwork(layer.title() + ", " + contender.title)
                    .require(contender.result, contenders.get(0).result);
            warmUp(contender::run);
        }
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                contender.times.add(microseconds(contender, displaced));
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        contenders.forEach(contender -> medians.put(contender.title, Samples.median(contender.times)));
        return TuningRow.of(network, layer.title(), medians);
    }

    /** The mean processor time of a call in the time of a batch. */
    private double microseconds(Contender contender, int displaced) throws OrtException {
        contender.run();
        if (displaced == 0) {
            return ((Call) contender::run).timedFor(BATCH);
        }
        long spent = 0;
        long calls = 0;
        while (spent < BATCH * 1e6) {
            for (int i = 0; i < displaced; i += 16) {
                sum += others[i];
            }
            long start = Call.THREADS.getCurrentThreadCpuTime();
            contender.run();
            spent += Call.THREADS.getCurrentThreadCpuTime() - start;
            calls++;
        }
        return spent / 1e3 / calls;
    }

    private static void warmUp(Call call) throws OrtException {
        double best = Double.POSITIVE_INFINITY;
        int idle = 0;
        for (int window = 0; window < MOST_WINDOWS && idle < PATIENCE; window++) {
            double compiling = JitTime.milliseconds();
            double microseconds = call.timedFor(WINDOW);
            boolean moves = JitTime.milliseconds() - compiling > 1 || microseconds < 0.97 * best;
            idle = moves ? 0 : idle + 1;
            best = Math.min(best, microseconds);
        }
    }

    private static List<Contender> contenders(Candidates.Layer layer) throws IOException {
        Path classes = Files.createTempDirectory("convolith-candidates");
        Map<String, String> sources = new TreeMap<>();
        layer.kernels().forEach(kernel -> sources.putAll(kernel.sources()));
        ModelCompiler.compile(sources, classes);
        List<Tensor> tensors = new ArrayList<>();
        new TreeMap<>(layer.tensors()).forEach((name, shape) -> {
            int[] dimensions = shape.stream().mapToInt(Integer::intValue).toArray();
            int elements = Shape.of(dimensions).elements();
            float deviation = (float) Math.sqrt((double) shape.get(0) / elements);
            tensors.add(Tensor.of(
                    name, Shape.of(dimensions), Seeded.gaussian(new Random(Seeded.KERNEL), elements, deviation)));
        });
        try {
            // The loader stays open as long as its classes are used: until the end.
            ClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
            List<Contender> contenders = new ArrayList<>();
            for (Candidates.Kernel kernel : layer.kernels()) {
                Network network = (Network) loader.loadClass(kernel.className())
                        .getMethod("link", Weights.class)
                        .invoke(null, Weights.of(tensors));
                contenders.add(new Contender(kernel.title(), network));
            }
            return contenders;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(layer.title() + " does not run: " + e.getCause(), e);
        }
    }

    /** In how many layers the planner was wrong, and what that costs. */
    static String summary(List<TuningRow> rows) {
        long wrong = rows.stream().filter(row -> row.loss() > TuningRow.NOISE).count();
        double mean = Math.exp(rows.stream()
                .mapToDouble(row -> Math.log(1 + row.loss()))
                .average()
                .orElse(0));
        return String.format(
                Locale.ROOT,
                "In %d of %d layers another kernel is more than %.0f %% faster than the chosen one; the geometric mean of"
                        + " chosen to fastest is %.3f.",
                wrong,
                rows.size(),
                100 * TuningRow.NOISE,
                mean);
    }
}
