package io.github.convolith.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The working memory of a {@link Layer} in one thread: it owns every buffer that a run needs, so that a run allocates
 * nothing.
 *
 * <p>Use one session per thread. A session may move from one thread to another between runs, but a second run that
 * begins before the first has ended is refused.
 *
 * <p>Nothing is promised about NaN and infinity: where an input that is not finite reaches an output, that output is
 * unspecified. A ReLU, for one, may keep a NaN or turn it into 0.
 */
public abstract class Session {
    private static final VarHandle RUNNING;

    static {
        try {
            RUNNING = MethodHandles.lookup().findVarHandle(Session.class, "running", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Shape inputShape;
    private final Shape outputShape;
    private final int inputElements;
    private final int outputElements;

    /** Whether a run is under way. Read and written through {@link #RUNNING} only. */
    @SuppressWarnings("unused")
    private boolean running;

    /** Makes a session that maps activations of one shape to activations of another. */
    protected Session(Shape input, Shape output) {
        this.inputShape = input;
        this.outputShape = output;
        this.inputElements = input.elements();
        this.outputElements = output.elements();
    }

    /**
     * {@return the shape of the activation that goes in}
     *
     * @throws IllegalStateException if this is the session of a network with several inputs; the message names them
     */
    public final Shape inputShape() {
        requireOne(Side.INPUT);
        return inputShape;
    }

    /**
     * {@return the shape of the activation that comes out}
     *
     * @throws IllegalStateException if this is the session of a network with several outputs; the message names them
     */
    public final Shape outputShape() {
        requireOne(Side.OUTPUT);
        return outputShape;
    }

    /**
     * Computes the output for one input. Allocates nothing.
     *
     * @param input the activation that goes in, of {@link #inputShape()} in row-major order; it is only read
     * @param output receives the activation that comes out, of {@link #outputShape()} in row-major order
     * @throws IllegalArgumentException if an array is not exactly as long as its shape has elements, or if both are the
     *     same array
     * @throws IllegalStateException if this session is running already, in another thread or further up in this one; or
     *     if it is that of a network with several inputs or outputs, which the message names
     */
    public final void run(float[] input, float[] output) {
        requireOne(Side.INPUT);
        requireOne(Side.OUTPUT);
        requireLength(Side.INPUT, input.length, inputElements);
        requireLength(Side.OUTPUT, output.length, outputElements);
        runChecked(input, 0, output, 0);
    }

    /**
     * Computes the output for one input, where both lie within larger arrays. Allocates nothing.
     *
     * <p>The two ranges may lie in one array as long as they have no element in common.
     *
     * @param input holds the activation that goes in, of {@link #inputShape()} in row-major order; it is only read
     * @param inputOffset where in {@code input} the activation begins
     * @param output receives the activation that comes out, of {@link #outputShape()} in row-major order; elements
     *     outside its range are left alone
     * @param outputOffset where in {@code output} the activation begins
     * @throws IndexOutOfBoundsException if a range does not lie within its array
     * @throws IllegalArgumentException if the two ranges have elements in common
     * @throws IllegalStateException if this session is running already, in another thread or further up in this one; or
     *     if it is that of a network with several inputs or outputs, which the message names
     */
    public final void run(float[] input, int inputOffset, float[] output, int outputOffset) {
        requireOne(Side.INPUT);
        requireOne(Side.OUTPUT);
        requireRange(Side.INPUT, input.length, inputOffset, inputElements);
        requireRange(Side.OUTPUT, output.length, outputOffset, outputElements);
        runChecked(input, inputOffset, output, outputOffset);
    }

    /**
     * Computes {@code y} from {@code x}. Called by {@link #run} only, after the ranges were checked, never by two
     * threads at once and never from within itself; it must allocate nothing.
     *
     * @param x holds the input at {@code xOffset}; not to be written to
     * @param xOffset where the input begins
     * @param y takes the output at {@code yOffset}; every element of that range is to be written, none outside
     * @param yOffset where the output begins
     */
    protected abstract void execute(float[] x, int xOffset, float[] y, int yOffset);

    private void runChecked(float[] input, int inputOffset, float[] output, int outputOffset) {
        if (input == output
                && inputOffset < outputOffset + outputElements
                && outputOffset < inputOffset + inputElements) {
            throw overlap(inputOffset, outputOffset);
        }
        enter();
        try {
            execute(input, inputOffset, output, outputOffset);
        } finally {
            leave();
        }
    }

    /**
     * Begins to use the memory of this session. Followed by {@link #leave}, whatever happens in between.
     *
     * @throws IllegalStateException if it is being used already; then it is not to be left
     */
    final void enter() {
        if (!RUNNING.compareAndSet(this, false, true)) {
            throw new IllegalStateException(
                    "this session is running already: use one session per thread, each from newSession(),"
                            + " and do not run a session from within itself");
        }
    }

    /** Ends to use the memory of this session, and publishes it: another thread may be the next to enter. */
    final void leave() {
        RUNNING.setRelease(this, false);
    }

    /**
     * Checks that there is one input, or one output, as in every session but some of networks.
     *
     * @throws IllegalStateException if there are several
     */
    void requireOne(Side side) {}

    /** {@return what messages call the one input or the one output} */
    String text(Side side) {
        return "the " + side + " shape " + (side == Side.INPUT ? inputShape : outputShape);
    }

    private void requireLength(Side side, int given, int needed) {
        if (given != needed) {
            throw new IllegalArgumentException("the " + side + " array has " + given + " elements, but " + text(side)
                    + " needs exactly " + needed);
        }
    }

    private void requireRange(Side side, int arrayLength, int offset, int needed) {
        if (offset < 0 || offset > arrayLength - needed) {
            throw new IndexOutOfBoundsException(text(side) + " needs " + needed + " elements from offset " + offset
                    + ", but the " + side + " array has " + arrayLength + " elements");
        }
    }

    private IllegalArgumentException overlap(int inputOffset, int outputOffset) {
        return new IllegalArgumentException("input and output overlap in one array: the input takes " + inputElements
                + " elements from offset " + inputOffset + ", the output " + outputElements + " elements from offset "
                + outputOffset + "; a layer cannot run in place");
    }
}
