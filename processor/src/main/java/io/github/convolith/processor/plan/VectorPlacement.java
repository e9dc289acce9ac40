package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where values lie in the arena of the vector target, and which of them need the zeros around them written in every call.
 *
 * <p>In a small arena the zeros are written once, when it is made: a value with zeros around it shares memory only with
 * values of the same layout, which leave the same zeros alone. In a large one that would cost more than it saves, as what
 * is written next is then seldom in the cache: all values share memory as their lifetimes allow.
 */
final class VectorPlacement {
    /**
     * Where the first value lies. The data of an array begin 16 bytes behind its head: where that is on a cache line, so
     * is element 12.
     */
    private static final int BASE = 12;

    /** Floats of a cache line. */
    private static final int LINE = 16;

    /** Floats of an arena that stays in the second-level cache beside the weights, which has from 256 KiB on. */
    private static final int SMALL = 32 * 1024;

    /**
     * Values that lie in one place.
     *
     * @param layout the layout of all of them
     */
    private record Tenant(VectorLayout layout, ArenaLayout.Piece piece) {
        String value() {
            return piece.stretches().get(0).values().get(0);
        }
    }

    /**
     * The outcome.
     *
     * @param zeroed values around which zeros are to be written in every call, before the value
     */
    record Placed(Arena arena, Set<String> zeroed) {}

    private VectorPlacement() {}

    static Placed of(Graph graph, Map<String, VectorLayout> layouts, Map<String, String> views) {
        List<Tenant> tenants = new ArrayList<>();
        lives(graph, views).forEach((value, life) -> {
            VectorLayout layout = Objects.requireNonNull(layouts.get(value));
            int size = (layout.elements() + LINE - 1) / LINE * LINE;
            tenants.add(new Tenant(
                    layout,
                    new ArenaLayout.Piece(
                            size, List.of(new ArenaLayout.Stretch(0, size, life[0], life[1], List.of(value))))));
        });
        Map<Tenant, Integer> apart = apart(tenants);
        Map<Tenant, Integer> places = end(apart) <= SMALL ? apart : place(tenants, BASE);
        Map<String, Integer> offsets = new HashMap<>();
        List<Arena.Block> blocks = new ArrayList<>();
        places.forEach((tenant, offset) -> {
            offsets.put(tenant.value(), offset);
            ArenaLayout.Piece piece = tenant.piece();
            blocks.add(new Arena.Block(List.of(tenant.value()), offset, piece.size(), piece.first(), piece.last()));
        });
        views.forEach((value, source) -> offsets.put(value, Objects.requireNonNull(offsets.get(root(source, views)))));
        int bound = BASE
                + ArenaLayout.lowerBound(tenants.stream().map(Tenant::piece).toList());
        return new Placed(new Arena(end(places), bound, offsets, blocks), zeroed(places));
    }

    /** Places values of each layout that has zeros in a stretch of their own. */
    private static Map<Tenant, Integer> apart(List<Tenant> tenants) {
        Map<Halo, List<Tenant>> without = new LinkedHashMap<>();
        Map<VectorLayout, List<Tenant>> with = new LinkedHashMap<>();
        for (Tenant tenant : tenants) {
            if (tenant.layout().hasHalo()) {
                with.computeIfAbsent(tenant.layout(), key -> new ArrayList<>()).add(tenant);
            } else {
                without.computeIfAbsent(Halo.NONE, key -> new ArrayList<>()).add(tenant);
            }
        }
        Map<Tenant, Integer> places = new LinkedHashMap<>();
        Stream.concat(without.values().stream(), with.values().stream())
                .forEach(group -> places.putAll(place(group, places.isEmpty() ? BASE : end(places))));
        return places;
    }

    private static Map<Tenant, Integer> place(List<Tenant> tenants, int base) {
        ArenaLayout layout = ArenaLayout.of(tenants.stream().map(Tenant::piece).toList());
        Map<Tenant, Integer> places = new LinkedHashMap<>();
        tenants.forEach(tenant -> places.put(tenant, Math.addExact(base, layout.offset(tenant.piece()))));
        return places;
    }

    private static int end(Map<Tenant, Integer> places) {
        return places.entrySet().stream()
                .mapToInt(entry ->
                        Math.addExact(entry.getValue(), entry.getKey().piece().size()))
                .max()
                .orElse(BASE);
    }

    /** Values with zeros around them where others lie at other times, unless those have the same zeros. */
    private static Set<String> zeroed(Map<Tenant, Integer> places) {
        Set<String> zeroed = new LinkedHashSet<>();
        places.forEach((tenant, offset) -> {
            boolean kept = places.entrySet().stream().allMatch(other -> {
                int from = other.getValue();
                boolean disjoint = from >= offset + tenant.piece().size()
                        || offset >= from + other.getKey().piece().size();
                return disjoint || (from == offset && other.getKey().layout().equals(tenant.layout()));
            });
            if (tenant.layout().hasHalo() && !kept) {
                zeroed.add(tenant.value());
            }
        });
        return zeroed;
    }

    private static String root(String value, Map<String, String> views) {
        String source = views.get(value);
        return source == null ? value : root(source, views);
    }

    /** First and last step of every value that is no view. */
    private static Map<String, int[]> lives(Graph graph, Map<String, String> views) {
        Map<String, int[]> lives = new LinkedHashMap<>();
        graph.inputs().forEach(input -> lives.put(input.name(), new int[] {-1, -1}));
        List<Node> nodes = graph.nodes();
        for (int step = 0; step < nodes.size(); step++) {
            Node node = nodes.get(step);
            if (!views.containsKey(node.name())) {
                lives.put(node.name(), new int[] {step, step});
            }
            for (String input : node.inputs()) {
                Objects.requireNonNull(lives.get(root(input, views)))[1] = step;
            }
        }
        graph.outputs()
                .forEach(output -> Objects.requireNonNull(lives.get(root(output.value(), views)))[1] = nodes.size());
        return lives;
    }
}
