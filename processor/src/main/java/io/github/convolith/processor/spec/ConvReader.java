package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Request;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import io.github.convolith.processor.plan.ConvProblem;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Reads the attributes of a convolution layer, and finds what is wrong with them.
 *
 * <p>Everything that can be checked is, so that a user sees all mistakes at once; what depends on a value that is wrong
 * itself is not, so that each is reported once.
 */
final class ConvReader {
    private enum OperationName {
        CORRELATION,
        CONVOLUTION
    }

    private record Channels(int in, int out, int groups) {}

    private final Attributes attributes;
    private final List<String> axes;
    private final List<Finding> findings;

    /**
     * @param axes the names of the size attributes, outermost first
     * @param findings receives what is wrong
     */
    ConvReader(Attributes attributes, List<String> axes, List<Finding> findings) {
        this.attributes = attributes;
        this.axes = axes;
        this.findings = findings;
    }

    /**
     * What the annotation of a layer of its own says. Where it has findings, the result is there only if it is still of
     * use to the planner, which may have something to say about the algorithm asked for.
     */
    Optional<LayerSpec> read() {
        return read(Optional.empty());
    }

    /**
     * What the annotation says.
     *
     * @param given what goes in, where a network says it; with as many spatial axes as the layer has
     */
    Optional<LayerSpec> read(Optional<Shape> given) {
        Optional<Channels> channels = channels(given);
        Optional<List<Window>> windows = new WindowReader(attributes, axes, findings).read();
        SizeReader reader = new SizeReader(attributes, axes, findings);
        Optional<List<Integer>> sizes = reader.read(given);
        boolean fits = windows.isPresent() && sizes.isPresent() && reader.fits(windows.get(), sizes.get());
        Optional<Activation> activation = new ActivationReader(attributes, findings).read();
        Optional<BiasRule> bias = attributes.constant("bias", BiasRule.class);
        Optional<OperationName> operation = attributes.constant("operation", OperationName.class);
        Optional<Unrolling> unrolling = attributes.constant("unroll", Unrolling.class);
        Optional<Algorithm> algorithm = attributes.constant("algorithm", Algorithm.class);
        Optional<Conv> conv = Optional.empty();
        if (channels.isPresent() && windows.isPresent() && bias.isPresent() && operation.isPresent()) {
            conv = Optional.of(new Conv(
                    channels.get().in(),
                    channels.get().out(),
                    channels.get().groups(),
                    windows.get(),
                    operation.get() == OperationName.CONVOLUTION,
                    bias.get(),
                    false,
                    activation.orElse(Activation.NONE),
                    Optional.empty(),
                    unrolling
                            .flatMap(unroll -> algorithm.map(chosen -> new Request(unroll, chosen)))
                            .orElse(Request.AUTO)));
            fits = fits && reader.fitsArrays(conv.get(), sizes.orElseThrow());
        }
        Optional<Conv> complete = new ConstantsReader(attributes, findings).read(bias, conv);
        boolean isSaid = activation.isPresent() || !findings.isEmpty();
        if (!fits || complete.isEmpty() || unrolling.isEmpty() || algorithm.isEmpty() || !isSaid) {
            return Optional.empty();
        }
        Optional<Shape> input = sizes.filter(known -> !known.isEmpty())
                .map(known -> new Shape(complete.get().in(), known));
        return Optional.of(new LayerSpec(new ConvProblem(complete.get(), input), attributes.text()));
    }

    private Optional<Channels> channels(Optional<Shape> given) {
        Optional<Integer> in = attributes.isGiven("in")
                ? positive("in")
                : given.map(Shape::channels).or(() -> missing("in"));
        if (in.isPresent() && given.isPresent() && in.get() != given.get().channels()) {
            report(Finding.of(
                    Message.NOT_WHAT_GOES_IN,
                    "in",
                    "in",
                    in.get(),
                    given.get(),
                    given.get().channels(),
                    "in"));
            return Optional.empty();
        }
        Optional<Integer> out = positive("out");
        Optional<Integer> groups = positive("groups");
        if (in.isEmpty() || out.isEmpty() || groups.isEmpty()) {
            return Optional.empty();
        }
        if (in.get() % groups.get() != 0 || out.get() % groups.get() != 0) {
            String depthwise = in.get().equals(groups.get()) ? "; a depthwise layer has a multiple of in as out" : "";
            report(Finding.of(
                    Message.GROUPS_DO_NOT_DIVIDE,
                    "groups",
                    groups.get(),
                    in.get(),
                    out.get(),
                    commonDivisors(in.get(), out.get()),
                    depthwise));
            return Optional.empty();
        }
        return Optional.of(new Channels(in.get(), out.get(), groups.get()));
    }

    private Optional<Integer> missing(String name) {
        report(Finding.of(Message.MISSING_ATTRIBUTE, name, name, name));
        return Optional.empty();
    }

    private Optional<Integer> positive(String name) {
        Optional<Integer> value = attributes.integer(name);
        if (value.isPresent() && value.get() < 1) {
            report(Finding.of(Message.NOT_POSITIVE, name, name, value.get(), "it"));
            return Optional.empty();
        }
        return value;
    }

    /** The values that {@code groups} may have, in words. */
    private static String commonDivisors(int in, int out) {
        int most = BigInteger.valueOf(in).gcd(BigInteger.valueOf(out)).intValue();
        Set<Integer> divisors = new TreeSet<>();
        IntStream.rangeClosed(1, (int) Math.sqrt(most))
                .filter(divisor -> most % divisor == 0)
                .forEach(divisor -> divisors.addAll(List.of(divisor, most / divisor)));
        return Words.or(divisors.stream().map(String::valueOf).toList());
    }

    private void report(Finding finding) {
        findings.add(finding);
    }
}
