package io.github.convolith.processor.graph;

import java.util.List;

/**
 * One operator at work in a network.
 *
 * @param name the name of its result
 * @param op what it computes
 * @param inputs the names of what it takes: results of nodes before it, or inputs of the network
 * @param parameters where its weights come from
 */
public record Node(String name, Op op, List<String> inputs, Parameters parameters) {
    public Node {
        inputs = List.copyOf(inputs);
        if (inputs.size() != op.inputs()) {
            throw new IllegalArgumentException(name + " takes " + op.inputs() + " inputs, not " + inputs);
        }
    }

    /** An operator without weights. */
    public Node(String name, Op op, List<String> inputs) {
        this(name, op, inputs, Parameters.NONE);
    }

    /** The same node, taking other inputs. */
    public Node withInputs(List<String> others) {
        return new Node(name, op, others, parameters);
    }

    /** The same node under another name. */
    public Node named(String other) {
        return new Node(other, op, inputs, parameters);
    }
}
