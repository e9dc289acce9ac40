package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import java.util.List;
import java.util.function.Function;

/** The operators that are one of our activations. */
final class ActivationOperator implements Operator {
    private final Function<NodeAttributes, Activation> activation;

    private ActivationOperator(Function<NodeAttributes, Activation> activation) {
        this.activation = activation;
    }

    /** An activation without parameters. */
    static Operator of(Activation.Kind kind) {
        return new ActivationOperator(attributes -> new Activation(kind, 0f, 0f));
    }

    /** An activation with an {@code alpha}. */
    static Operator withAlpha(Activation.Kind kind, float alpha) {
        return new ActivationOperator(attributes -> new Activation(kind, attributes.real("alpha", alpha), 0f));
    }

    /** {@code HardSigmoid}. */
    static Operator hardSigmoid() {
        return new ActivationOperator(attributes -> new Activation(
                Activation.Kind.HARD_SIGMOID, attributes.real("alpha", 0.2f), attributes.real("beta", 0.5f)));
    }

    /** {@code Gelu}, exact or with its approximation. */
    static Operator gelu() {
        return new ActivationOperator(attributes -> {
            String approximation = attributes.text("approximate", "none");
            return switch (approximation) {
                case "none" -> new Activation(Activation.Kind.GELU, 0f, 0f);
                case "tanh" -> new Activation(Activation.Kind.GELU_TANH, 0f, 0f);
                default -> throw OnnxException.of("its attribute 'approximate' is '%s'", approximation);
            };
        });
    }

    @Override
    public void apply(NodeContext node) {
        node.result(activate(node, node.uncertain(0), activation.apply(node.attributes())));
    }

    /** An activation of a value, whatever the order of its axes. */
    static Computed activate(NodeContext node, Computed value, Activation activation) {
        String stored = node.builder().reshape(value.node(), GraphBuilder.shape(value.stored()));
        String result = node.builder().add(node.name(0), new Activate(activation), List.of(stored), Parameters.NONE);
        return new Computed(result, value.stored(), value.order());
    }
}
