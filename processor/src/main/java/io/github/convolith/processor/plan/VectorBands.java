package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which steps of a network take turns on the vector target. Pointwise and depthwise layers compute little for each number
 * they read and write: where the values between them do not fit the cache, they would wait for memory. Every turn is to be
 * like any other one. So a window may reach beyond its stride only upwards, into rows of the turn before, which are kept, or
 * into the padding: kernel 3 with stride 2 and a row of padding above is such a one, with stride 1 it is not.
 */
final class VectorBands {
    /** Floats of a value that is worth it: it would fill a second-level cache of 1 MiB, a common size. */
    private static final int LARGE = 256 * 1024;

    /**
     * Floats of all values between the steps that are in the cache at once, half of it. So MobileNetV2, whose largest value
     * has five times as many as the cache, took 5 % less time on JDK 25 and 10 % on 17, on a Zen 4 core.
     */
    private static final int MOST = LARGE / 2;

    /** Steps that take turns. */
    record Run(int first, int last, int turns) {}

    private final List<Node> nodes;
    private final Map<String, VectorLayout> whole;
    private final Map<String, List<Node>> readers = new HashMap<>();
    private final UnaryOperator<String> root;
    private final Graph graph;
    private final List<Run> runs = new ArrayList<>();

    /** Values between steps that take turns, as they lie. */
    private final Map<String, VectorLayout> bands = new HashMap<>();

    private final Map<String, VectorLayout> all;

    /**
     * Finds the steps.
     *
     * @param layouts how each value would lie as a whole
     * @param root the value in whose memory a value lies
     */
    VectorBands(Graph graph, Map<String, VectorLayout> layouts, UnaryOperator<String> root) {
        this.graph = graph;
        this.nodes = graph.nodes();
        this.whole = layouts;
        this.root = root;
        nodes.forEach(node -> node.inputs()
                .forEach(value ->
                        readers.computeIfAbsent(value, key -> new ArrayList<>()).add(node)));
        int first = 0;
        while (first < nodes.size()) {
            int last = first;
            while (last + 1 < nodes.size() && turns(first, last + 1).isPresent()) {
                last++;
            }
            if (last > first) {
                add(new Run(first, last, turns(first, last).orElseThrow()));
            }
            first = last + 1;
        }
        this.all = new LinkedHashMap<>(layouts);
        all.putAll(bands);
    }

    private void add(Run run) {
        runs.add(run);
        for (int step = run.first(); step < run.last(); step++) {
            String value = nodes.get(step).name();
            bands.put(value, band(step, run.turns()));
        }
    }

    /** The fewest turns in which these steps can be computed; empty where they cannot. */
    private Optional<Integer> turns(int first, int last) {
        boolean fit = isSliced(first)
                && IntStream.range(first, last).allMatch(step -> isSliced(step + 1) && isReadInTurns(step));
        return fit
                ? IntStream.rangeClosed(2, layout(first).height())
                        .filter(turns -> IntStream.rangeClosed(first, last)
                                .allMatch(step -> layout(step).height() % turns == 0))
                        .filter(turns -> IntStream.range(first, last)
                                .allMatch(step -> layout(step).height() / turns >= above(step + 1)))
                        .filter(turns -> IntStream.range(first, last)
                                        .mapToLong(step -> band(step, turns).elements())
                                        .sum()
                                <= MOST)
                        .boxed()
                        .findFirst()
                : Optional.empty();
    }

    private VectorLayout whole(String value) {
        return Objects.requireNonNull(whole.get(value), value);
    }

    /** The result of a step. */
    private VectorLayout layout(int step) {
        return whole(nodes.get(step).name());
    }

    /** How the rows of one turn lie, below those kept of the turn before. */
    private VectorLayout band(int step, int turns) {
        return layout(step).band(layout(step).height() / turns, above(step + 1));
    }

    /** Rows of the turn before that a step reads. */
    private int above(int step) {
        Window rows = rows(step);
        return rows.kernel() - rows.stride();
    }

    private Window rows(int step) {
        return VectorConv.rows((Conv) nodes.get(step).op());
    }

    /** Whether some rows of a step's result can be computed from as many of its input, for each row of the stride. */
    private boolean isSliced(int step) {
        Node node = nodes.get(step);
        if (!(node.op() instanceof Conv conv) || conv.windows().size() != 2) {
            return false;
        }
        boolean pointwise = conv.groups() == 1 && conv.windows().stream().allMatch(Window::isPoint);
        boolean channelsLast = Stream.concat(Stream.of(node.name()), node.inputs().stream())
                .allMatch(value -> whole.containsKey(value) && whole(value).isChannelsLast());
        return (pointwise || VectorPlanner.isDepthwise(conv))
                && channelsLast
                && layout(step).width() > 1
                && whole(node.inputs().get(0)).height()
                        == layout(step).height() * rows(step).stride();
    }

    /** Whether the result of a step is large, and all that is done with it is that the next step reads it in turns. */
    private boolean isReadInTurns(int step) {
        String value = nodes.get(step).name();
        VectorLayout layout = layout(step);
        Window rows = rows(step + 1);
        return layout.elements() >= LARGE
                && readers.getOrDefault(value, List.of()).equals(List.of(nodes.get(step + 1)))
                && nodes.get(step + 1).inputs().get(0).equals(value)
                && graph.outputs().stream().noneMatch(output -> output.value().equals(value))
                && root.apply(value).equals(value)
                && layout.isWhole()
                && rows.dilation() == 1
                && above(step + 1) >= 0
                && rows.padBegin(layout.height()) == above(step + 1)
                && layout.halo().top() == above(step + 1)
                && layout.halo().bottom() == 0;
    }

    /** How all values lie. */
    Map<String, VectorLayout> layouts() {
        return all;
    }

    /** What a step sees of a value in one turn. */
    VectorLayout seen(int step, String value) {
        VectorLayout layout = Objects.requireNonNull(all.get(value), value);
        Optional<Run> run = isBetween(value) ? Optional.empty() : run(step);
        return run.map(turn -> layout.rows(layout.height() / turn.turns())).orElse(layout);
    }

    /** Whether there is never more of a value than what is computed in a turn. */
    boolean isBetween(String value) {
        return bands.containsKey(value);
    }

    private Optional<Run> run(int step) {
        return runs.stream()
                .filter(run -> run.first() <= step && step <= run.last())
                .findFirst();
    }

    /** The first of the steps that take turns with this one. */
    int first(int step) {
        return run(step).map(Run::first).orElse(step);
    }

    /** The last of them. */
    int last(int step) {
        return run(step).map(Run::last).orElse(step);
    }

    /** Whether other rows are moved to where the zeros above a value were. */
    boolean isCarried(String value) {
        VectorLayout layout = bands.get(value);
        return layout != null && layout.halo().top() > 0;
    }

    /** The steps that take turns, with where everything lies. */
    List<Band> in(Arena arena) {
        return runs.stream().map(run -> band(run, arena)).toList();
    }

    private Band band(Run run, Arena arena) {
        Map<String, Integer> advances = new HashMap<>();
        List<Band.Carry> carries = new ArrayList<>();
        for (int step = run.first(); step <= run.last(); step++) {
            Node node = nodes.get(step);
            node.inputs().forEach(value -> advance(value, run).ifPresent(by -> advances.put(value, by)));
            advance(node.name(), run).ifPresent(by -> advances.put(node.name(), by));
            VectorLayout layout = bands.get(node.name());
            if (layout != null && isCarried(node.name())) {
                int rows = layout.halo().top();
                int to = arena.offset(node.name());
                carries.add(new Band.Carry(
                        node.name(), rows, to + layout.height() * layout.rowStride(), to, rows * layout.rowStride()));
            }
        }
        return new Band(run.first(), run.last(), run.turns(), advances, carries);
    }

    private Optional<Integer> advance(String value, Run run) {
        VectorLayout layout = whole(value);
        return isBetween(value) ? Optional.empty() : Optional.of(layout.height() / run.turns() * layout.rowStride());
    }
}
