package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes a concatenation of very many parts from several smaller ones. Each part is two arguments of a method, and a
 * method of Java takes 255; where the parts lie in place anyway, as they mostly do, this costs nothing.
 */
final class DivideConcats implements Pass {
    /** Parts of one concatenation. */
    static final int PARTS = 100;

    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        Set<String> names = new HashSet<>(graph.producers().keySet());
        graph.inputs().forEach(input -> names.add(input.name()));
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (!(node.op() instanceof Concat concat) || concat.count() <= PARTS) {
                nodes.add(node);
                continue;
            }
            List<String> parts = new ArrayList<>();
            for (int from = 0; from < concat.count(); from += PARTS) {
                List<String> some = node.inputs().subList(from, Math.min(concat.count(), from + PARTS));
                if (some.size() == 1) {
                    parts.add(some.get(0));
                    continue;
                }
                String name = free(node.name() + "_part" + (parts.size() + 1), names);
                nodes.add(new Node(name, new Concat(concat.axis(), some.size()), some, Parameters.NONE));
                parts.add(name);
            }
            nodes.add(new Node(node.name(), new Concat(concat.axis(), parts.size()), parts, Parameters.NONE));
            notes.accept(node.name() + " divided: it joins " + concat.count() + " parts");
        }
        return graph.with(nodes, name -> name);
    }

    private static String free(String wanted, Set<String> names) {
        String name = wanted;
        while (!names.add(name)) {
            name += "_";
        }
        return name;
    }
}
