package io.github.convolith.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.ScaleSource;
import java.util.StringJoiner;
import java.util.function.Function;

/** Expressions that make the weights of a node out of stored tensors, when a network is linked. */
final class WeightCode {
    private WeightCode() {}

    /**
     * An expression of type {@code Filter}.
     *
     * @param known an expression of a filter whose numbers are known
     */
    static String of(FilterSource source, Function<Constants, String> known) {
        if (source instanceof FilterSource.Stored stored) {
            return stored(stored);
        }
        if (source instanceof FilterSource.Known numbers) {
            return known.apply(numbers.constants());
        }
        if (source instanceof FilterSource.Then then) {
            return of(then.filter(), known) + "\n        .then(" + of(then.scale()) + ")";
        }
        FilterSource.After after = (FilterSource.After) source;
        return of(after.filter(), known) + "\n        .after(" + of(after.scale()) + ", " + after.groups() + ")";
    }

    /** An expression of type {@code Affine}. */
    static String of(ScaleSource source) {
        if (source instanceof ScaleSource.BatchNorm norm) {
            return "Affine.batchNorm(weights.layer(%s), %d, %s)"
                    .formatted(quoted(norm.layer()), norm.channels(), Literal.of(norm.epsilon()));
        }
        if (source instanceof ScaleSource.Stored stored) {
            return "Affine.of(weights.values(%s, %d), weights.values(%s, %d))"
                    .formatted(
                            quoted(stored.layer() + ".weight"),
                            stored.channels(),
                            quoted(stored.layer() + ".bias"),
                            stored.channels());
        }
        if (source instanceof ScaleSource.Normalization normalization) {
            return "Affine.normalization(" + array(normalization.mean()) + ", " + array(normalization.std()) + ")";
        }
        ScaleSource.Then then = (ScaleSource.Then) source;
        return of(then.first()) + ".then(" + of(then.second()) + ")";
    }

    private static String stored(FilterSource.Stored stored) {
        StringJoiner arguments = new StringJoiner(", ");
        // The weights of a layer by itself have no name in front.
        arguments.add(stored.layer().isEmpty() ? "weights" : "weights.layer(" + quoted(stored.layer()) + ")");
        if (stored.transposed()) {
            arguments.add(stored.in() + ", " + stored.out() + ", " + stored.groups());
        } else {
            arguments.add(stored.out() + ", " + stored.in() / stored.groups());
        }
        stored.kernel().forEach(size -> arguments.add(String.valueOf(size)));
        boolean biased = stored.bias() != BiasRule.NONE;
        String factory =
                stored.transposed() ? biased ? "transposed" : "transposedWithoutBias" : biased ? "of" : "withoutBias";
        int taps = stored.kernel().stream().reduce(1, Math::multiplyExact);
        return "Filter." + factory + "(" + arguments + ")"
                + (stored.flipped() && taps > 1 ? ".flipped(" + taps + ")" : "")
                + (stored.bias() == BiasRule.SUBTRACT ? ".negatedBias()" : "");
    }

    /** An expression of an array of known numbers. */
    static String array(float[] values) {
        StringJoiner elements = new StringJoiner(", ", "new float[] {", "}");
        for (float value : values) {
            elements.add(Literal.of(value));
        }
        return elements.toString();
    }

    /** A stored name as it stands in a string literal. */
    static String quoted(String name) {
        return CodeBlock.of("$S", name).toString();
    }
}
