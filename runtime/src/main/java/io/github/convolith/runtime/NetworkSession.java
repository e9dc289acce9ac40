package io.github.convolith.runtime;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The working memory of a {@link Network} in one thread: the arena, in which every activation lies, and the way in and
 * out of it.
 *
 * <p>A network with one input and one output is run in one call, {@link #run(float[], float[])}. Any network is run step
 * by step, and all steps allocate nothing:
 *
 * <pre>{@code
 * session.input("image", pixels).input("mask", mask);
 * session.run();
 * session.output("scores", scores).output("boxes", boxes);
 * }</pre>
 *
 * <p>Each input is given before each run, as the network may use its memory for something else; outputs may be taken any
 * number of times until the next input is given. An array or buffer holds the elements in the {@linkplain Port#layout()
 * layout} of its port. Everything is copied: what is given may be changed at once, and outputs do not change later.
 *
 * <p>Use one session per thread. Two threads that are inside of one session at the same moment are refused; two that take
 * turns between its steps are not, and mix up their inputs.
 */
public abstract class NetworkSession extends Session {
    private final Ports ports;
    private final ArenaLoops[] inputs;
    private final ArenaLoops[] outputs;
    private final float[] arena;

    /** Which inputs lie in the arena since the last run. */
    private final boolean[] given;

    /** Whether the outputs of the last run still lie in the arena. */
    private boolean computed;

    /** Whether there was a run, for the message. */
    private boolean everRun;

    /**
     * Makes a session, with an arena of zeros.
     *
     * @param inputs where the inputs lie in the arena when {@link #compute} is called, in the order of
     *     {@link Network#inputs()}
     * @param outputs where the outputs lie when it has returned, in the order of {@link Network#outputs()}
     * @param arenaElements how many elements the arena has
     * @throws IllegalArgumentException if a side has two ports of the same name, if a slot does not lie within the
     *     arena, or if elements of an input lie in one place
     */
    protected NetworkSession(List<Slot> inputs, List<Slot> outputs, int arenaElements) {
        this(new Ports(ports(inputs), ports(outputs)), inputs, outputs, arenaElements);
    }

    private NetworkSession(Ports ports, List<Slot> inputs, List<Slot> outputs, int arenaElements) {
        super(ports.firstShape(Side.INPUT), ports.firstShape(Side.OUTPUT));
        this.ports = ports;
        this.inputs = loops(inputs, arenaElements);
        this.outputs = loops(outputs, arenaElements);
        for (Slot input : inputs) {
            if (input.overlapsItself()) {
                throw new IllegalArgumentException(
                        "elements of the input " + input.port() + " lie in one place: a stride is 0");
            }
        }
        this.arena = new float[arenaElements];
        this.given = new boolean[inputs.size()];
    }

    private static List<Port> ports(List<Slot> slots) {
        return slots.stream().map(Slot::port).collect(Collectors.toList());
    }

    private static ArenaLoops[] loops(List<Slot> slots, int arenaElements) {
        for (Slot slot : slots) {
            if (slot.end() > arenaElements) {
                throw new IllegalArgumentException(
                        slot.port() + " ends at " + slot.end() + ", but the arena has " + arenaElements + " elements");
            }
        }
        return slots.stream().map(ArenaLoops::over).toArray(ArenaLoops[]::new);
    }

    /**
     * Computes the network, from the slots of its inputs to those of its outputs. Never called by two threads at once
     * and never from within itself; it must allocate nothing.
     *
     * @param arena what the last call left, but for the inputs; zeros before the first call
     */
    protected abstract void compute(float[] arena);

    /**
     * Writes zeros around planes that lie one behind the other, and leaves their own elements alone.
     *
     * @param arena the arena
     * @param from where the zeros in front of the first plane begin
     * @param planes how many planes there are
     * @param planeStride elements from the beginning of a plane's zeros to that of the next one's
     * @param before zeros in front of the first row of a plane
     * @param rows rows of a plane
     * @param rowStride elements from one row to the next
     * @param rowElements elements of a row
     */
    protected static void zeroAround(
            float[] arena,
            int from,
            int planes,
            int planeStride,
            int before,
            int rows,
            int rowStride,
            int rowElements) {
        for (int plane = 0; plane < planes; plane++) {
            int begin = from + plane * planeStride;
            int row = begin + before;
            Arrays.fill(arena, begin, row, 0f);
            for (int i = 1; i < rows; i++) {
                Arrays.fill(arena, row + rowElements, row + rowStride, 0f);
                row += rowStride;
            }
            Arrays.fill(arena, row + rowElements, begin + planeStride, 0f);
        }
    }

    /**
     * Gives an input.
     *
     * @param name the name of the input
     * @param values its elements, all of them and no more; only read
     * @return this session
     * @throws IllegalArgumentException if there is no input of this name, or if there are more or fewer elements
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(String name, float[] values) {
        int index = ports.index(Side.INPUT, name);
        ports.requireElements(Side.INPUT, index, "array", values.length);
        return give(index, values, 0, Strip.FROM_ARRAY);
    }

    /**
     * Gives an input.
     *
     * @param port the input, as the class of the network names it
     * @param values its elements, all of them and no more; only read
     * @return this session
     * @throws IllegalArgumentException if the network has no input of this name, or if there are more or fewer elements
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(Port port, float[] values) {
        return input(port.name(), values);
    }

    /**
     * Gives an input that lies within a larger array.
     *
     * @param name the name of the input
     * @param values holds its elements; only read
     * @param offset where in {@code values} they begin
     * @return this session
     * @throws IllegalArgumentException if there is no input of this name
     * @throws IndexOutOfBoundsException if the elements would not lie within the array
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(String name, float[] values, int offset) {
        int index = ports.index(Side.INPUT, name);
        ports.requireRange(Side.INPUT, index, values.length, offset);
        return give(index, values, offset, Strip.FROM_ARRAY);
    }

    /**
     * Gives an input from a buffer of any kind, direct or not.
     *
     * @param name the name of the input
     * @param values its elements, from the position of the buffer to its limit; only read, and neither is moved
     * @return this session
     * @throws IllegalArgumentException if there is no input of this name, or if more or fewer elements remain
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(String name, FloatBuffer values) {
        int index = ports.index(Side.INPUT, name);
        ports.requireElements(Side.INPUT, index, "buffer", values.remaining());
        return give(index, values, values.position(), Strip.FROM_BUFFER);
    }

    /**
     * Gives an input from a buffer of any kind, direct or not.
     *
     * @param port the input, as the class of the network names it
     * @param values its elements, from the position of the buffer to its limit; only read, and neither is moved
     * @return this session
     * @throws IllegalArgumentException if the network has no input of this name, or if there are more or fewer elements
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(Port port, FloatBuffer values) {
        return input(port.name(), values);
    }

    /**
     * Gives an input as unsigned bytes, such as the samples of an image. They become the numbers 0 to 255; what else is
     * to be done to them, such as a division, the network does.
     *
     * @param name the name of the input
     * @param pixels its elements, all of them and no more; only read
     * @return this session
     * @throws IllegalArgumentException if there is no input of this name, or if there are more or fewer elements
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(String name, byte[] pixels) {
        int index = ports.index(Side.INPUT, name);
        ports.requireElements(Side.INPUT, index, "array", pixels.length);
        return give(index, pixels, 0, Strip.FROM_BYTES);
    }

    /**
     * Gives an input as unsigned bytes, which become the numbers 0 to 255.
     *
     * @param port the input, as the class of the network names it
     * @param pixels its elements, all of them and no more; only read
     * @return this session
     * @throws IllegalArgumentException if the network has no input of this name, or if there are more or fewer elements
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(Port port, byte[] pixels) {
        return input(port.name(), pixels);
    }

    /**
     * Gives an input as unsigned bytes in a buffer of any kind, direct or not. They become the numbers 0 to 255.
     *
     * @param name the name of the input
     * @param pixels its elements, from the position of the buffer to its limit; only read, and neither is moved
     * @return this session
     * @throws IllegalArgumentException if there is no input of this name, or if more or fewer elements remain
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(String name, ByteBuffer pixels) {
        int index = ports.index(Side.INPUT, name);
        ports.requireElements(Side.INPUT, index, "buffer", pixels.remaining());
        return give(index, pixels, pixels.position(), Strip.FROM_BYTE_BUFFER);
    }

    /**
     * Gives an input as unsigned bytes in a buffer of any kind, direct or not.
     *
     * @param port the input, as the class of the network names it
     * @param pixels its elements, from the position of the buffer to its limit; only read, and neither is moved
     * @return this session
     * @throws IllegalArgumentException if the network has no input of this name, or if there are more or fewer elements
     * @throws IllegalStateException if this session is running already
     */
    public final NetworkSession input(Port port, ByteBuffer pixels) {
        return input(port.name(), pixels);
    }

    private <A> NetworkSession give(int index, A values, int offset, Strip<A> strip) {
        enter();
        try {
            copyIn(index, values, offset, strip);
        } finally {
            leave();
        }
        return this;
    }

    /**
     * Computes the outputs from the inputs.
     *
     * @throws IllegalStateException if an input was not given since the last run, which the message names; or if this
     *     session is running already
     */
    public final void run() {
        enter();
        try {
            requireAllGiven();
            computeOutputs();
        } finally {
            leave();
        }
    }

    /**
     * Takes an output.
     *
     * @param name the name of the output
     * @param target receives its elements, all of them and no more
     * @return this session
     * @throws IllegalArgumentException if there is no output of this name, or if there are more or fewer elements
     * @throws IllegalStateException if there was no run yet or an input was given since the last; or if this session is
     *     running already
     */
    public final NetworkSession output(String name, float[] target) {
        int index = ports.index(Side.OUTPUT, name);
        ports.requireElements(Side.OUTPUT, index, "array", target.length);
        return take(index, target, 0, Strip.TO_ARRAY);
    }

    /**
     * Takes an output.
     *
     * @param port the output, as the class of the network names it
     * @param target receives its elements, all of them and no more
     * @return this session
     * @throws IllegalArgumentException if the network has no output of this name, or if there are more or fewer elements
     * @throws IllegalStateException if there was no run yet or an input was given since the last; or if this session is
     *     running already
     */
    public final NetworkSession output(Port port, float[] target) {
        return output(port.name(), target);
    }

    /**
     * Takes an output into a part of a larger array.
     *
     * @param name the name of the output
     * @param target receives its elements; others are left alone
     * @param offset where in {@code target} they begin
     * @return this session
     * @throws IllegalArgumentException if there is no output of this name
     * @throws IndexOutOfBoundsException if the elements would not lie within the array
     * @throws IllegalStateException if there was no run yet or an input was given since the last; or if this session is
     *     running already
     */
    public final NetworkSession output(String name, float[] target, int offset) {
        int index = ports.index(Side.OUTPUT, name);
        ports.requireRange(Side.OUTPUT, index, target.length, offset);
        return take(index, target, offset, Strip.TO_ARRAY);
    }

    /**
     * Takes an output into a buffer of any kind, direct or not.
     *
     * @param name the name of the output
     * @param target receives its elements from its position to its limit; neither is moved
     * @return this session
     * @throws IllegalArgumentException if there is no output of this name, or if more or fewer elements remain
     * @throws java.nio.ReadOnlyBufferException if the buffer cannot be written to
     * @throws IllegalStateException if there was no run yet or an input was given since the last; or if this session is
     *     running already
     */
    public final NetworkSession output(String name, FloatBuffer target) {
        int index = ports.index(Side.OUTPUT, name);
        ports.requireElements(Side.OUTPUT, index, "buffer", target.remaining());
        return take(index, target, target.position(), Strip.TO_BUFFER);
    }

    /**
     * Takes an output into a buffer of any kind, direct or not.
     *
     * @param port the output, as the class of the network names it
     * @param target receives its elements from its position to its limit; neither is moved
     * @return this session
     * @throws IllegalArgumentException if the network has no output of this name, or if more or fewer elements remain
     * @throws java.nio.ReadOnlyBufferException if the buffer cannot be written to
     * @throws IllegalStateException if there was no run yet or an input was given since the last; or if this session is
     *     running already
     */
    public final NetworkSession output(Port port, FloatBuffer target) {
        return output(port.name(), target);
    }

    private <A> NetworkSession take(int index, A target, int offset, Strip<A> strip) {
        enter();
        try {
            requireComputed();
            outputs[index].run(target, offset, arena, strip);
        } finally {
            leave();
        }
        return this;
    }

    /**
     * Computes the one output of this network from its one input, in buffers of any kind. They may overlap: the input is
     * read before the output is written.
     *
     * @param input the elements of the input, from the position of the buffer to its limit; only read, and neither is
     *     moved
     * @param output receives the elements of the output from its position to its limit; neither is moved
     * @throws IllegalArgumentException if more or fewer elements remain in a buffer
     * @throws java.nio.ReadOnlyBufferException if the output cannot be written to
     * @throws IllegalStateException if this network has several inputs or outputs, which the message names; or if this
     *     session is running already
     */
    public final void run(FloatBuffer input, FloatBuffer output) {
        requireOneOfEach();
        ports.requireElements(Side.INPUT, 0, "buffer", input.remaining());
        ports.requireElements(Side.OUTPUT, 0, "buffer", output.remaining());
        run(input, input.position(), Strip.FROM_BUFFER, output, output.position(), Strip.TO_BUFFER);
    }

    /**
     * Computes the one output of this network from its one input, which is given as unsigned bytes. They become the
     * numbers 0 to 255.
     *
     * @param pixels the elements of the input; only read
     * @param output receives the elements of the output
     * @throws IllegalArgumentException if an array has more or fewer elements
     * @throws IllegalStateException if this network has several inputs or outputs, which the message names; or if this
     *     session is running already
     */
    public final void run(byte[] pixels, float[] output) {
        requireOneOfEach();
        ports.requireElements(Side.INPUT, 0, "array", pixels.length);
        ports.requireElements(Side.OUTPUT, 0, "array", output.length);
        run(pixels, 0, Strip.FROM_BYTES, output, 0, Strip.TO_ARRAY);
    }

    /**
     * Computes the one output of this network from its one input, which is given as unsigned bytes in a buffer of any
     * kind. They become the numbers 0 to 255.
     *
     * @param pixels the elements of the input, from the position of the buffer to its limit; only read, and neither is
     *     moved
     * @param output receives the elements of the output
     * @throws IllegalArgumentException if more or fewer elements remain in the buffer or are in the array
     * @throws IllegalStateException if this network has several inputs or outputs, which the message names; or if this
     *     session is running already
     */
    public final void run(ByteBuffer pixels, float[] output) {
        requireOneOfEach();
        ports.requireElements(Side.INPUT, 0, "buffer", pixels.remaining());
        ports.requireElements(Side.OUTPUT, 0, "array", output.length);
        run(pixels, pixels.position(), Strip.FROM_BYTE_BUFFER, output, 0, Strip.TO_ARRAY);
    }

    private <A, B> void run(A input, int inputAt, Strip<A> in, B output, int outputAt, Strip<B> out) {
        enter();
        try {
            copyIn(0, input, inputAt, in);
            computeOutputs();
            outputs[0].run(output, outputAt, arena, out);
        } finally {
            leave();
        }
    }

    /** Called by {@link Session} between entering and leaving. */
    @Override
    protected final void execute(float[] x, int xOffset, float[] y, int yOffset) {
        copyIn(0, x, xOffset, Strip.FROM_ARRAY);
        computeOutputs();
        outputs[0].run(y, yOffset, arena, Strip.TO_ARRAY);
    }

    private <A> void copyIn(int index, A values, int offset, Strip<A> strip) {
        computed = false;
        given[index] = false;
        inputs[index].run(values, offset, arena, strip);
        given[index] = true;
    }

    private void computeOutputs() {
        Arrays.fill(given, false);
        computed = false;
        compute(arena);
        computed = true;
        everRun = true;
    }

    private void requireOneOfEach() {
        requireOne(Side.INPUT);
        requireOne(Side.OUTPUT);
    }

    @Override
    final void requireOne(Side side) {
        ports.only(side);
    }

    @Override
    final String text(Side side) {
        return "the " + side + " " + ports.get(side, 0);
    }

    private void requireAllGiven() {
        for (boolean each : given) {
            if (!each) {
                throw new IllegalStateException(ports.notGiven(given));
            }
        }
    }

    private void requireComputed() {
        if (!computed) {
            throw new IllegalStateException(
                    everRun
                            ? "an input was given, or a run failed, after the last run, and the memory of its outputs may"
                                    + " hold something else now: call run() first"
                            : "there are no outputs yet: give every input with input(name, …), then call run()");
        }
    }
}
