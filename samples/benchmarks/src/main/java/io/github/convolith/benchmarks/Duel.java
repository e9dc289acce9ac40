package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.NetworkSession;
import io.github.convolith.runtime.Port;
import java.util.ArrayList;
import java.util.List;

/** One network in both engines, with the same inputs. Inputs and outputs go by their order in the model. */
final class Duel implements AutoCloseable {
    private final String title;
    private final List<Port> inputPorts;
    private final List<Port> outputPorts;
    private final NetworkSession ours;
    private final List<float[]> inputs;
    private final List<float[]> outputs = new ArrayList<>();
    private final OnnxSession onnxRuntime;

    /**
     * Makes both ready.
     *
     * @param title what the network is called in messages
     * @param network the generated class with its weights
     * @param model the same for ONNX Runtime
     * @param inputs the elements of each input
     */
    Duel(String title, Network network, OnnxModel model, List<float[]> inputs) throws OrtException {
        this.title = title;
        this.inputPorts = network.inputs();
        this.outputPorts = network.outputs();
        if (inputPorts.size() != inputs.size()
                || outputPorts.size() != model.outputs().size()) {
            throw new IllegalStateException(title + " has inputs " + inputPorts + " and outputs " + outputPorts
                    + " here, and " + model.inputs() + " and " + model.outputs() + " in ONNX Runtime.");
        }
        this.ours = network.newSession();
        this.inputs = List.copyOf(inputs);
        outputPorts.forEach(port -> outputs.add(new float[port.elements()]));
        this.onnxRuntime = new OnnxSession(model, inputs);
    }

    /** Runs the generated class once, inputs and outputs included. */
    void runOurs() {
        if (inputPorts.size() == 1 && outputPorts.size() == 1) {
            ours.run(inputs.get(0), outputs.get(0));
            return;
        }
        for (int i = 0; i < inputPorts.size(); i++) {
            ours.input(inputPorts.get(i).name(), inputs.get(i));
        }
        ours.run();
        for (int i = 0; i < outputPorts.size(); i++) {
            ours.output(outputPorts.get(i).name(), outputs.get(i));
        }
    }

    /** Runs ONNX Runtime once. */
    void runOnnxRuntime() throws OrtException {
        onnxRuntime.run();
    }

    /**
     * Compares what the last run of each computed.
     *
     * @throws IllegalStateException if an output differs by more than rounding
     */
    void requireAgreement() {
        List<float[]> theirs = onnxRuntime.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            String of = outputs.size() == 1
                    ? title
                    : title + "'s output '" + outputPorts.get(i).name() + "'";
            Agreement.ofNetwork(of).require(outputs.get(i), theirs.get(i));
        }
    }

    @Override
    public void close() throws OrtException {
        onnxRuntime.close();
    }
}
