package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads what slides along each axis: kernel, stride, dilation and padding. */
final class WindowReader {
    /**
     * The farthest that a kernel with its dilation, a stride or one side of a padding may reach, in elements. Together
     * with the longest axis, index arithmetic stays within an int with room to spare.
     */
    static final int FARTHEST = 1 << 24;

    /** How the annotation spells padding; ours is the sealed type of the graph. */
    enum PaddingName {
        VALID,
        SAME,
        SAME_LOWER,
        FULL,
        CAUSAL
    }

    private final Attributes attributes;
    private final List<String> axes;
    private final List<Finding> findings;

    WindowReader(Attributes attributes, List<String> axes, List<Finding> findings) {
        this.attributes = attributes;
        this.axes = axes;
        this.findings = findings;
    }

    /** One window per axis, if nothing is wrong with any. */
    Optional<List<Window>> read() {
        Optional<List<Integer>> kernel = perAxis("kernel");
        boolean isKernel =
                attributes.integers("stride").filter(List::isEmpty).isPresent() && !attributes.isGiven("stride");
        Optional<List<Integer>> stride = isKernel ? kernel : perAxis("stride");
        Optional<List<Integer>> dilation = perAxis("dilation");
        Optional<List<Integer>> reaches = kernel.flatMap(sizes -> dilation.flatMap(steps -> reaches(sizes, steps)));
        Optional<List<Padding>> padding = attributes.isGiven("pad") ? explicitPadding() : namedPadding(reaches);
        if (reaches.isEmpty() || stride.isEmpty() || padding.isEmpty()) {
            return Optional.empty();
        }
        List<Window> windows = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            windows.add(new Window(
                    kernel.orElseThrow().get(axis),
                    stride.get().get(axis),
                    dilation.orElseThrow().get(axis),
                    padding.get().get(axis)));
        }
        return Optional.of(windows);
    }

    /** The numbers of an attribute that has one per axis, or one for all. */
    private Optional<List<Integer>> perAxis(String name) {
        Optional<List<Integer>> given = attributes.integers(name);
        if (given.isEmpty()) {
            return given;
        }
        List<Integer> values = given.get();
        int rank = axes.size();
        if (values.size() != 1 && values.size() != rank) {
            report(Finding.of(
                    Message.AXIS_COUNT,
                    name,
                    name,
                    Attributes.text(values),
                    Words.count(values.size(), "number"),
                    rank,
                    "one number, or two: " + String.join(", ", axes)));
            return Optional.empty();
        }
        if (values.stream().anyMatch(value -> value < 1)) {
            String which = values.size() == 1 ? "it" : "every number";
            report(Finding.of(Message.NOT_POSITIVE, name, name, Attributes.text(values), which));
            return Optional.empty();
        }
        if (name.equals("stride") && !isNear(name, values)) {
            return Optional.empty();
        }
        return Optional.of(values.size() == rank ? values : Collections.nCopies(rank, values.get(0)));
    }

    /** Elements from the first tap of the kernel to the last on each axis, the first not counted. */
    private Optional<List<Integer>> reaches(List<Integer> kernel, List<Integer> dilation) {
        List<Integer> reaches = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            long reach = (long) dilation.get(axis) * (kernel.get(axis) - 1);
            if (reach > FARTHEST) {
                boolean isDilated = dilation.get(axis) > 1;
                String dilated = isDilated ? " with dilation = " + dilation.get(axis) : "";
                tooFar(isDilated ? "dilation" : "kernel", "kernel = " + kernel.get(axis) + dilated, reach);
                return Optional.empty();
            }
            reaches.add((int) reach);
        }
        return Optional.of(reaches);
    }

    private boolean isNear(String name, List<Integer> values) {
        int farthest = values.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (farthest > FARTHEST) {
            tooFar(name, name + " = " + Attributes.text(values), farthest);
        }
        return farthest <= FARTHEST;
    }

    private void tooFar(String name, String what, long reach) {
        report(Finding.of(Message.TOO_FAR, name, what, Words.grouped(reach), Words.grouped(FARTHEST)));
    }

    // Padding.

    private Optional<List<Padding>> namedPadding(Optional<List<Integer>> reaches) {
        Optional<PaddingName> given = attributes.constant("padding", PaddingName.class);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        PaddingName name = given.get();
        if (name == PaddingName.CAUSAL && axes.size() > 1) {
            report(Finding.of(Message.CAUSAL_IN_2D, "padding"));
            return Optional.empty();
        }
        return reaches.map(
                each -> each.stream().map(reach -> padding(name, reach)).toList());
    }

    private static Padding padding(PaddingName name, int reach) {
        return switch (name) {
            case VALID -> Padding.NONE;
            case SAME -> new Padding.Same(true);
            case SAME_LOWER -> new Padding.Same(false);
            case FULL -> new Padding.Explicit(reach, reach);
            case CAUSAL -> new Padding.Explicit(reach, 0);
        };
    }

    private Optional<List<Padding>> explicitPadding() {
        if (attributes.isGiven("padding")) {
            attributes
                    .integers("pad")
                    .ifPresent(pad -> attributes
                            .constant("padding", PaddingName.class)
                            .ifPresent(name ->
                                    report(Finding.of(Message.PAD_WITH_PADDING, "pad", Attributes.text(pad), name))));
            return Optional.empty();
        }
        return new PadReader(attributes, findings).read(axes.size()).map(List::copyOf);
    }

    private void report(Finding finding) {
        findings.add(finding);
    }
}
