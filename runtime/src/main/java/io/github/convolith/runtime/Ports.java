package io.github.convolith.runtime;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All inputs and outputs of a network: finds one by its name, and says what is wrong with a name or with a number.
 * Finding allocates nothing.
 */
final class Ports {
    private final List<Port> inputs;
    private final List<Port> outputs;

    /**
     * Makes the ports of a network.
     *
     * @throws IllegalArgumentException if a side has two of the same name
     */
    Ports(List<Port> inputs, List<Port> outputs) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        requireNames(Side.INPUT);
        requireNames(Side.OUTPUT);
    }

    private void requireNames(Side side) {
        Set<String> names = new HashSet<>();
        for (Port port : on(side)) {
            if (!names.add(port.name())) {
                throw new IllegalArgumentException("there are two " + side + "s named '" + port.name() + "'");
            }
        }
    }

    /** {@return the ports of one side, in the order of the model} */
    List<Port> on(Side side) {
        return side == Side.INPUT ? inputs : outputs;
    }

    /** {@return the shape of the first port of a side; that of a scalar if there is none, where nobody asks for it} */
    Shape firstShape(Side side) {
        return on(side).isEmpty() ? Shape.of() : get(side, 0).shape();
    }

    /** {@return the port at an index} */
    Port get(Side side, int index) {
        return on(side).get(index);
    }

    /**
     * {@return which of the ports of a side has this name}
     *
     * @throws IllegalArgumentException if none has
     */
    int index(Side side, String name) {
        List<Port> ports = on(side);
        for (int index = 0; index < ports.size(); index++) {
            if (ports.get(index).name().equals(name)) {
                return index;
            }
        }
        throw unknown(side, name);
    }

    private IllegalArgumentException unknown(Side side, String name) {
        Side other = side == Side.INPUT ? Side.OUTPUT : Side.INPUT;
        String hint = names(other).contains(name)
                ? " (it is an " + other + ")"
                : DidYouMean.nearest(name, names(side))
                        .map(near -> " (did you mean '" + near + "'?)")
                        .orElse("");
        return new IllegalArgumentException("the network has no " + side + " '" + name + "'" + hint + "; its " + side
                + (on(side).size() == 1 ? " is " : "s are ") + listing(side));
    }

    /**
     * {@return the one port of a side}
     *
     * @throws IllegalStateException if there are several, or none
     */
    Port only(Side side) {
        if (on(side).size() > 1) {
            throw new IllegalStateException("this network has several " + side + "s, " + listing(side)
                    + ": make a session with newSession(), give it every input with input(name, …), call run(), and take"
                    + " every output with output(name, …)");
        }
        if (on(side).isEmpty()) {
            throw new IllegalStateException("this network has no " + side + ": make a session with newSession(), call"
                    + " run(), and take every output with output(name, …)");
        }
        return get(side, 0);
    }

    /**
     * Checks how many elements were given, or room for how many.
     *
     * @param what has them: an array or a buffer
     * @throws IllegalArgumentException if they are not as many as the port has
     */
    void requireElements(Side side, int index, String what, int given) {
        Port port = get(side, index);
        if (given != port.elements()) {
            throw new IllegalArgumentException("the " + what + " for the " + side + " " + port + " has " + given
                    + " elements, but exactly " + port.elements() + " are needed");
        }
    }

    /**
     * Checks that a range lies within an array.
     *
     * @throws IndexOutOfBoundsException if it does not
     */
    void requireRange(Side side, int index, int arrayLength, int offset) {
        Port port = get(side, index);
        if (offset < 0 || offset > arrayLength - port.elements()) {
            throw new IndexOutOfBoundsException("the " + side + " " + port + " needs " + port.elements()
                    + " elements from offset " + offset + ", but the array has " + arrayLength + " elements");
        }
    }

    /**
     * Checks that these are the names of all inputs.
     *
     * @throws IllegalArgumentException if one is missing, or is of no input
     */
    void requireAllInputs(Collection<String> given) {
        for (String name : given) {
            index(Side.INPUT, name);
        }
        List<String> missing = inputs.stream()
                .filter(port -> !given.contains(port.name()))
                .map(Port::toString)
                .collect(Collectors.toList());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("there is no value for the input" + (missing.size() == 1 ? " " : "s ")
                    + String.join(", ", missing));
        }
    }

    /** {@return what to say when a network is to run and not all of its inputs were given} */
    String notGiven(boolean[] given) {
        String missing = IntStream.range(0, given.length)
                .filter(index -> !given[index])
                .mapToObj(index -> get(Side.INPUT, index).toString())
                .collect(Collectors.joining(", "));
        return "not given since the last run: " + missing
                + "; every input is given before each run, with input(name, …)";
    }

    private List<String> names(Side side) {
        return on(side).stream().map(Port::name).collect(Collectors.toList());
    }

    private String listing(Side side) {
        return on(side).stream().map(Port::toString).collect(Collectors.joining(", "));
    }
}
