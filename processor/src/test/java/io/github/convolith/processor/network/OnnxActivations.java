package io.github.convolith.processor.network;

import static io.github.convolith.processor.network.OnnxGraph.number;
import static io.github.convolith.processor.network.OnnxGraph.text;

import io.github.convolith.processor.graph.Activation;
import java.util.List;

/** What ONNX calls each activation. */
final class OnnxActivations {
    private OnnxActivations() {}

    /** Writes an activation of a value; returns what the result is called. */
    static String write(Activation activation, String value, OnnxGraph model) {
        List<String> inputs = List.of(value);
        return switch (activation.kind()) {
            case NONE -> value;
            case RELU -> model.node("Relu", inputs);
            case RELU6 ->
                model.node("Clip", List.of(value, model.numbers(List.of(), 0f), model.numbers(List.of(), 6f)));
            case LEAKY_RELU -> model.node("LeakyRelu", inputs, number("alpha", activation.alpha()));
            case THRESHOLDED_RELU -> model.node("ThresholdedRelu", inputs, number("alpha", activation.alpha()));
            case ELU -> model.node("Elu", inputs, number("alpha", activation.alpha()));
            case SELU -> model.node("Selu", inputs);
            case CELU -> model.node("Celu", inputs, number("alpha", activation.alpha()));
            case SIGMOID -> model.node("Sigmoid", inputs);
            case TANH -> model.node("Tanh", inputs);
            case HARD_SIGMOID ->
                model.node(
                        "HardSigmoid", inputs, number("alpha", activation.alpha()), number("beta", activation.beta()));
            case HARD_SWISH -> model.node("HardSwish", inputs);
            case SILU -> model.node("Mul", List.of(value, model.node("Sigmoid", inputs)));
            case MISH -> model.node("Mul", List.of(value, model.node("Tanh", List.of(model.node("Softplus", inputs)))));
            case SOFTPLUS -> model.node("Softplus", inputs);
            case SOFTSIGN -> model.node("Softsign", inputs);
            case GELU -> model.node("Gelu", inputs, text("approximate", "none"));
            case GELU_TANH -> model.node("Gelu", inputs, text("approximate", "tanh"));
        };
    }
}
