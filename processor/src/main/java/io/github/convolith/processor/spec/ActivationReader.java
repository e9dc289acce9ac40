package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Activation.Kind;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the activation of a layer with its parameters. */
final class ActivationReader {
    private final Attributes attributes;
    private final List<Finding> findings;

    ActivationReader(Attributes attributes, List<Finding> findings) {
        this.attributes = attributes;
        this.findings = findings;
    }

    /** The activation, if nothing is wrong with it. */
    Optional<Activation> read() {
        return read("activation");
    }

    /** The activation that an attribute of this name says. */
    Optional<Activation> read(String attribute) {
        return attributes.constant(attribute, Kind.class).flatMap(this::read);
    }

    private Optional<Activation> read(Kind kind) {
        Optional<Float> alpha = parameter("alpha", kind, Kind::hasAlpha, kind.defaultAlpha());
        Optional<Float> beta = parameter("beta", kind, Kind::hasBeta, kind.defaultBeta());
        if (kind == Kind.CELU && alpha.isPresent() && alpha.get() <= 0f) {
            report(Finding.of(Message.BAD_PARAMETER, "alpha", "alpha", alpha.get(), kind, "it has to be above 0"));
            return Optional.empty();
        }
        return alpha.flatMap(first -> beta.map(second -> new Activation(kind, first, second)));
    }

    private Optional<Float> parameter(String name, Kind kind, Predicate<Kind> has, float standard) {
        if (!attributes.isGiven(name)) {
            return Optional.of(standard);
        }
        Optional<Float> given = attributes.number(name);
        if (given.isPresent() && !has.test(kind)) {
            report(Finding.of(Message.NO_SUCH_PARAMETER, name, name, given.get(), kind, name, didYouMean(kind, has)));
            return Optional.empty();
        }
        if (given.isPresent() && !Float.isFinite(given.get())) {
            report(Finding.of(Message.BAD_PARAMETER, name, name, given.get(), kind, "give a finite number"));
            return Optional.empty();
        }
        return given;
    }

    /** Names the relatives of an activation that have the parameter: LEAKY_RELU for RELU. */
    private static String didYouMean(Kind kind, Predicate<Kind> has) {
        List<String> relatives = Arrays.stream(Kind.values())
                .filter(has)
                .map(Kind::name)
                .filter(name -> name.endsWith("_" + kind.name()))
                .toList();
        return relatives.isEmpty() ? "" : "; did you mean activation = " + Words.or(relatives) + "?";
    }

    private void report(Finding finding) {
        findings.add(finding);
    }
}
