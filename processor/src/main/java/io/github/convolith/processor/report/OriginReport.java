package io.github.convolith.processor.report;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Origin;
import io.github.convolith.processor.plan.NetworkPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where each node of a model went: into which layer, into a constant, or nowhere. */
public final class OriginReport {
    /** What passes say of two nodes that become one, under the name of either. */
    private static final Pattern JOINED =
            Pattern.compile("(.+) (?:merged into|fused into|folded into the weights of) (.+)");

    /** What they say of a node that is no longer there. */
    private static final Pattern DROPPED = Pattern.compile("(.+) (dropped: .+)");

    /** Nodes that became one have the same root. */
    private final Map<String, String> towardsRoot = new HashMap<>();

    private final Map<String, String> dropped = new HashMap<>();
    private final Map<String, String> layers = new HashMap<>();

    private OriginReport(NetworkPlan plan) {
        for (String rewrite : plan.rewrites()) {
            Matcher joined = JOINED.matcher(rewrite);
            Matcher gone = DROPPED.matcher(rewrite);
            if (joined.matches()) {
                towardsRoot.put(root(joined.group(1)), root(joined.group(2)));
            } else if (gone.matches()) {
                dropped.put(gone.group(1), gone.group(2));
            }
        }
        for (Node node : plan.graph().nodes()) {
            layers.put(root(node.name()), node.name());
        }
    }

    private String root(String name) {
        String root = name;
        while (towardsRoot.containsKey(root) && !Objects.equals(towardsRoot.get(root), root)) {
            root = Objects.requireNonNull(towardsRoot.get(root));
        }
        return root;
    }

    /** A table, a line for each node of the model; none if it was made from none. */
    public static List<String> lines(NetworkPlan plan, List<Origin> origins) {
        if (origins.isEmpty()) {
            return List.of();
        }
        OriginReport report = new OriginReport(plan);
        Columns table = new Columns("node of the model", "result there", "layer here");
        origins.forEach(origin -> table.add(origin.node(), origin.result(), report.place(origin)));
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(table.lines());
        return lines;
    }

    private String place(Origin origin) {
        Set<String> places = new LinkedHashSet<>();
        Set<String> lost = new LinkedHashSet<>();
        for (String node : origin.nodes()) {
            String layer = layers.get(root(node));
            if (layer == null) {
                lost.add(dropped.getOrDefault(node, "dropped"));
            } else {
                places.add(layer);
            }
        }
        if (places.isEmpty()) {
            return lost.isEmpty()
                    ? origin.otherwise()
                    : lost.stream().findFirst().orElseThrow();
        }
        return places.stream().limit(3).collect(Collectors.joining(", ")) + (places.size() > 3 ? ", …" : "");
    }
}
