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
import io.github.convolith.processor.plan.ConvProblem;
import java.util.List;
import java.util.Optional;

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
    Optional<LayerSpec> read(Optional<Given> given) {
        Optional<ChannelsReader.Channels> channels = new ChannelsReader(attributes, findings).read(given);
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
}
