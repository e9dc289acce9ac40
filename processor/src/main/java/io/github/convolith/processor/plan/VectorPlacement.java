package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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

    /** Floats of an arena that stays in the first-level cache, which has from 32 KiB on. */
    private static final int SMALL = 8 * 1024;

    /**
     * Values that lie in one place.
     *
     * @param layout the layout of the one that the others lie in
     */
    private record Tenant(VectorLayout layout, ArenaLayout.Piece piece) {
        /** The values, the first to be written in front. */
        List<String> values() {
            return piece.stretches().get(0).values();
        }
    }

    /**
     * The outcome.
     *
     * @param zeroed values before which zeros are to be written in every call, with the layout that says where
     */
    record Placed(Arena arena, Map<String, VectorLayout> zeroed) {}

    private VectorPlacement() {}

    /**
     * Places all values.
     *
     * @param bands the steps that take turns, and how values lie
     * @param root the value in whose memory a value lies; itself, if it is no part and no view of another one
     */
    static Placed of(Graph graph, VectorBands bands, UnaryOperator<String> root) {
        List<Tenant> tenants = tenants(graph, bands, root);
        Map<Tenant, Integer> apart = apart(tenants);
        Map<Tenant, Integer> places = end(apart) <= SMALL ? apart : place(tenants, BASE);
        Map<String, Integer> offsets = new HashMap<>();
        List<Arena.Block> blocks = new ArrayList<>();
        places.forEach((tenant, offset) -> {
            tenant.values().forEach(value -> offsets.put(value, offset));
            ArenaLayout.Piece piece = tenant.piece();
            blocks.add(new Arena.Block(tenant.values(), offset, piece.size(), piece.first(), piece.last()));
        });
        return new Placed(new Arena(end(places), BASE + lowerBound(tenants), offsets, blocks), zeroed(places, bands));
    }

    /** Floats that live at the same time at least, at the worst moment. */
    static int lowerBound(Graph graph, VectorBands bands, UnaryOperator<String> root) {
        return lowerBound(tenants(graph, bands, root));
    }

    private static int lowerBound(List<Tenant> tenants) {
        return ArenaLayout.lowerBound(tenants.stream().map(Tenant::piece).toList());
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
    private static Map<String, VectorLayout> zeroed(Map<Tenant, Integer> places, VectorBands bands) {
        Map<String, VectorLayout> zeroed = new LinkedHashMap<>();
        places.forEach((tenant, offset) -> {
            boolean kept = places.entrySet().stream().allMatch(other -> {
                int from = other.getValue();
                boolean disjoint = from >= offset + tenant.piece().size()
                        || offset >= from + other.getKey().piece().size();
                return disjoint || (from == offset && other.getKey().layout().equals(tenant.layout()));
            });
            String value = tenant.values().get(0);
            if (tenant.layout().hasHalo() && (!kept || bands.isCarried(value))) {
                zeroed.put(value, tenant.layout());
            }
        });
        return zeroed;
    }

    /** The values that share memory, with their first and last step. */
    private static List<Tenant> tenants(Graph graph, VectorBands bands, UnaryOperator<String> root) {
        Map<String, VectorLayout> layouts = bands.layouts();
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, int[]> lives = new HashMap<>();
        graph.inputs().forEach(input -> {
            values.put(input.name(), new ArrayList<>(List.of(input.name())));
            lives.put(input.name(), new int[] {-1, -1});
        });
        List<Node> nodes = graph.nodes();
        for (int step = 0; step < nodes.size(); step++) {
            Node node = nodes.get(step);
            String own = root.apply(node.name());
            int begin = bands.first(step);
            int end = bands.last(step);
            values.computeIfAbsent(own, key -> new ArrayList<>()).add(node.name());
            lives.computeIfAbsent(own, key -> new int[] {begin, end})[1] = end;
            node.inputs().forEach(input -> Objects.requireNonNull(lives.get(root.apply(input)))[1] = end);
        }
        graph.outputs()
                .forEach(output -> Objects.requireNonNull(lives.get(root.apply(output.value())))[1] = nodes.size());
        List<Tenant> tenants = new ArrayList<>();
        values.forEach((value, all) -> {
            VectorLayout layout = Objects.requireNonNull(layouts.get(value));
            int[] life = Objects.requireNonNull(lives.get(value));
            int size = (layout.elements() + LINE - 1) / LINE * LINE;
            tenants.add(new Tenant(
                    layout,
                    new ArenaLayout.Piece(
                            size, List.of(new ArenaLayout.Stretch(0, size, life[0], life[1], List.copyOf(all))))));
        });
        return tenants;
    }
}
