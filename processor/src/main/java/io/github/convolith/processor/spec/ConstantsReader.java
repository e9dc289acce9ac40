package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import io.github.convolith.processor.plan.Budget;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads weights that are known at compile time. */
final class ConstantsReader {
    private final Attributes attributes;
    private final List<Finding> findings;

    ConstantsReader(Attributes attributes, List<Finding> findings) {
        this.attributes = attributes;
        this.findings = findings;
    }

    /**
     * The layer with its constants, or as it is if it has none; empty if something is wrong with them.
     *
     * @param rule what becomes of the bias, if that could be read
     * @param conv the layer, if it could be read
     */
    Optional<Conv> read(Optional<BiasRule> rule, Optional<Conv> conv) {
        int before = findings.size();
        boolean hasBiases = attributes.isGiven("biases");
        if (hasBiases && rule.equals(Optional.of(BiasRule.NONE))) {
            report(Finding.of(Message.BIASES_WITHOUT_BIAS, "biases"));
        } else if (hasBiases && !attributes.isGiven("weights")) {
            report(Finding.of(Message.BIASES_WITHOUT_WEIGHTS, "biases"));
        }
        if (!attributes.isGiven("weights")) {
            return findings.size() > before ? Optional.empty() : conv;
        }
        Optional<float[]> kernel = attributes.numbers("weights");
        Optional<float[]> biases = attributes.numbers("biases");
        kernel.ifPresent(values -> finite("weights", values));
        biases.ifPresent(values -> finite("biases", values));
        if (conv.isEmpty()) {
            return conv;
        }
        kernel.ifPresent(values -> checkKernel(conv.get(), values.length));
        if (hasBiases && rule.equals(Optional.of(BiasRule.NONE))) {
            return Optional.empty();
        }
        biases.filter(values -> hasBiases).ifPresent(values -> checkBiases(conv.get(), values.length));
        if (findings.size() > before || kernel.isEmpty() || biases.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(withConstants(conv.get(), kernel.get(), biases.get()));
    }

    private void checkKernel(Conv conv, int given) {
        if (given != conv.weights()) {
            boolean is1d = conv.windows().size() == 1;
            String sizes = conv.windows().stream()
                    .map(window -> String.valueOf(window.kernel()))
                    .collect(Collectors.joining(" × "));
            report(Finding.of(
                    Message.WEIGHT_COUNT,
                    "weights",
                    Words.count(given, "value"),
                    Words.grouped(conv.weights()),
                    conv.groups() == 1 ? "in" : "in/groups",
                    is1d ? "kernel" : "kernel height × kernel width",
                    conv.out() + " × " + conv.inPerGroup() + " × " + sizes));
        } else if (given > Budget.ARRAY_CONSTANTS) {
            report(Finding.of(
                    Message.TOO_MANY_CONSTANTS,
                    "weights",
                    Words.count(given, "value"),
                    Words.grouped(Budget.ARRAY_CONSTANTS)));
        }
    }

    private void checkBiases(Conv conv, int given) {
        int pairs = Math.multiplyExact(conv.out(), conv.inPerGroup());
        if (given != conv.out() && given != pairs) {
            String perPair = pairs == conv.out() ? "" : ", or " + pairs + ", one per output and input channel";
            report(Finding.of(
                    Message.BIAS_COUNT,
                    "biases",
                    Words.count(given, "value"),
                    conv.out() + ", one per output" + perPair));
        }
    }

    private void finite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                report(Finding.of(Message.WEIGHT_NOT_FINITE, name, name, i, values[i]));
                return;
            }
        }
    }

    private static Conv withConstants(Conv conv, float[] kernel, float[] biases) {
        float[] stored = conv.flipped() ? flipped(kernel, Math.toIntExact(conv.taps())) : kernel;
        return conv.withBias(biases.length == 0 ? BiasRule.NONE : conv.bias())
                .withConstants(Optional.of(
                        new Constants(stored, biases.length == 0 ? new float[conv.out()] : bias(conv, biases))));
    }

    /** Reverses every run of so many taps: on all axes at once, that flips the kernel. */
    private static float[] flipped(float[] kernel, int taps) {
        float[] result = new float[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            int first = i / taps * taps;
            result[i] = kernel[first + taps - 1 - (i - first)];
        }
        return result;
    }

    /** One value per output, to be added: pairs summed over their input channels, a threshold negated. */
    private static float[] bias(Conv conv, float[] given) {
        float[] bias = new float[conv.out()];
        int each = given.length / conv.out();
        for (int o = 0; o < bias.length; o++) {
            double sum = 0;
            for (int i = 0; i < each; i++) {
                sum += given[o * each + i];
            }
            bias[o] = (float) (conv.bias() == BiasRule.SUBTRACT ? -sum : sum);
        }
        return bias;
    }

    private void report(Finding finding) {
        findings.add(finding);
    }
}
