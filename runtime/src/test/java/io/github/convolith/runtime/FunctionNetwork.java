package io.github.convolith.runtime;

import java.util.List;
import java.util.stream.Collectors;

/** A network for tests that computes a function given to it, in an arena laid out as it says. */
record FunctionNetwork(List<Slot> inputSlots, List<Slot> outputSlots, int arenaElements, Function function)
        implements Network {

    /** Computes all outputs, as {@link NetworkSession#compute} does. */
    interface Function {
        void compute(float[] arena);
    }

    /** A network with one input and one output in one order, which gives each element plus a number. */
    static FunctionNetwork adding(float summand, Shape shape, Layout layout) {
        int elements = shape.elements();
        return new FunctionNetwork(
                List.of(dense(new Port("x", shape, layout), 0)),
                List.of(dense(new Port("y", shape, layout), elements)),
                2 * elements,
                arena -> {
                    for (int i = 0; i < elements; i++) {
                        arena[elements + i] = arena[i] + summand;
                    }
                });
    }

    /** A network of the inputs {@code a} and {@code b} and the outputs {@code sum} and {@code first}, of 3 values each. */
    static FunctionNetwork ofTwo() {
        Shape three = Shape.of(3);
        return new FunctionNetwork(
                List.of(dense(new Port("a", three, Layout.NCHW), 0), dense(new Port("b", three, Layout.NCHW), 3)),
                List.of(dense(new Port("sum", three, Layout.NCHW), 3), dense(new Port("first", three, Layout.NCHW), 0)),
                6,
                arena -> {
                    for (int i = 0; i < 3; i++) {
                        arena[3 + i] += arena[i];
                    }
                });
    }

    /** A slot without gaps, channels first. */
    static Slot dense(Port port, int offset) {
        Shape shape = port.shape();
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.dimension(axis);
        }
        return new Slot(port, offset, strides);
    }

    @Override
    public List<Port> inputs() {
        return inputSlots.stream().map(Slot::port).collect(Collectors.toList());
    }

    @Override
    public List<Port> outputs() {
        return outputSlots.stream().map(Slot::port).collect(Collectors.toList());
    }

    @Override
    public String describe() {
        return "Function";
    }

    @Override
    public NetworkSession newSession() {
        return new NetworkSession(inputSlots, outputSlots, arenaElements) {
            @Override
            protected void compute(float[] arena) {
                function.compute(arena);
            }
        };
    }
}
