package io.github.convolith.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole network with its weights: a function from its inputs to its outputs, all of fixed shape. Where it has one of
 * each it is a {@link Layer} like any other.
 *
 * <p>A network is immutable and may be shared between threads. In arrays that go in and come out, the elements lie in the
 * {@linkplain Port#layout() layout} of their port.
 */
public interface Network extends Layer {

    /** {@return the inputs, in the order of the model} None where all that a model computes is known. */
    List<Port> inputs();

    /** {@return the outputs, in the order of the model} Those without elements are left out. */
    List<Port> outputs();

    /** {@return a new session over this network, with an arena of its own} Sessions of one network may run side by side. */
    @Override
    NetworkSession newSession();

    /**
     * {@return the shape of the one input} Channels first, whatever its layout.
     *
     * @throws IllegalStateException if there are several inputs, or none; the message says so
     */
    @Override
    default Shape inputShape() {
        return new Ports(inputs(), outputs()).only(Side.INPUT).shape();
    }

    /**
     * {@return the shape of the one output} Channels first, whatever its layout.
     *
     * @throws IllegalStateException if there are several outputs; the message names them
     */
    @Override
    default Shape outputShape() {
        return new Ports(inputs(), outputs()).only(Side.OUTPUT).shape();
    }

    /**
     * Computes the one output from the one input. The convenient form: each call makes a session, which allocates the
     * whole arena. Where many calls are made, keep a {@linkplain #newSession() session} a thread.
     *
     * @param input the elements of the input; only read
     * @return the elements of the output, in a fresh array
     * @throws IllegalArgumentException if there are more or fewer elements than the input has
     * @throws IllegalStateException if there are several inputs or outputs; the message names them
     */
    default float[] forward(float[] input) {
        Ports ports = new Ports(inputs(), outputs());
        ports.only(Side.INPUT);
        float[] output = new float[ports.only(Side.OUTPUT).elements()];
        newSession().run(input, output);
        return output;
    }

    /**
     * Computes all outputs from all inputs. The convenient form: each call makes a session, which allocates the whole
     * arena. Where many calls are made, keep a {@linkplain #newSession() session} a thread.
     *
     * @param inputs the elements of every input, by its name; only read
     * @return the elements of every output, by its name, in fresh arrays and in the order of {@link #outputs()}
     * @throws IllegalArgumentException if an input is missing, if a name is that of no input, or if there are more or
     *     fewer elements than an input has
     */
    default Map<String, float[]> forward(Map<String, float[]> inputs) {
        new Ports(inputs(), outputs()).requireAllInputs(inputs.keySet());
        NetworkSession session = newSession();
        inputs.forEach(session::input);
        session.run();
        Map<String, float[]> outputs = new LinkedHashMap<>();
        for (Port port : outputs()) {
            float[] target = new float[port.elements()];
            session.output(port.name(), target);
            outputs.put(port.name(), target);
        }
        return outputs;
    }

    /**
     * Runs a session on zeros until the time of a call no longer gets shorter, so that the JVM has compiled what this
     * network runs before it matters how long a run takes. All sessions profit, those that exist already too.
     *
     * <p>Runs are timed in rounds of about 20 milliseconds. This method returns when for 0.4 seconds no round was
     * noticeably faster than the best before it, and after ten seconds in any case, or when the run has ended that
     * was under way by then: the first few of a large network may take longer than that each. It keeps one processor
     * busy and leaves nothing behind.
     */
    default void warmUp() {
        WarmUp.run(this);
    }
}
