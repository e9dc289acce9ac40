package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a network while it is read.
 *
 * @param name the name of its result
 * @param weights what stands before the names of its tensors, without the dot
 * @param attributes what its annotation says
 * @param inputs the names of what goes in
 * @param shapes the shapes of what goes in
 * @param findings receives what is wrong with it
 */
record LayerContext(
        String name,
        String weights,
        Attributes attributes,
        List<String> inputs,
        List<Shape> shapes,
        List<Finding> findings) {

    /** What goes in, where that is a single activation. */
    Shape shape() {
        return shapes.get(0);
    }

    /** What goes in, where that is a single activation, and where it comes from. */
    Given given() {
        return new Given(shape(), inputs.get(0));
    }

    /** Says what is wrong with an attribute. */
    void report(Message message, String attribute, Object... values) {
        findings.add(Finding.of(message, attribute, values));
    }

    /** A layer that is a single operator without weights. */
    Optional<List<Node>> single(Op op) {
        return single(op, Parameters.NONE);
    }

    /** A layer that is a single operator. */
    Optional<List<Node>> single(Op op, Parameters parameters) {
        return Optional.of(List.of(new Node(name, op, inputs, parameters)));
    }

    /** The names that the spatial axes of what goes in are called by. */
    List<String> axes() {
        return axes(shape().sizes().size());
    }

    /** The names of so many spatial axes, outermost first. */
    static List<String> axes(int rank) {
        return switch (rank) {
            case 1 -> List.of("length");
            case 2 -> List.of("height", "width");
            default -> List.of();
        };
    }

    /** Whether what goes in has one of these numbers of spatial axes; says so where it has not. */
    boolean hasAxes(int least, int most) {
        int axes = shape().sizes().size();
        if (axes >= least && axes <= most) {
            return true;
        }
        String wanted = least == most ? String.valueOf(least) : least + " or " + most;
        report(
                Message.WRONG_RANK,
                "",
                wanted + (most == 1 ? " spatial axis" : " spatial axes"),
                inputs.get(0),
                shape());
        return false;
    }
}
