package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the size of the input, where it is given, and checks that everything fits into it and into memory. */
final class SizeReader {
    /** The longest axis: index arithmetic on it and its padding stays within an int with room to spare. */
    private static final int LONGEST_AXIS = 1 << 30;

    private final Attributes attributes;
    private final List<String> axes;
    private final List<Finding> findings;

    SizeReader(Attributes attributes, List<String> axes, List<Finding> findings) {
        this.attributes = attributes;
        this.axes = axes;
        this.findings = findings;
    }

    /**
     * The size of every axis; none where the size is left to {@code link}. Empty if something is wrong.
     *
     * @param given what goes in, where a network says it
     */
    Optional<List<Integer>> read(Optional<Given> given) {
        return given.isPresent() ? check(given.get()) : read();
    }

    /** The sizes of what goes in, unless the annotation says otherwise. */
    private Optional<List<Integer>> check(Given given) {
        int before = findings.size();
        for (int axis = 0; axis < axes.size(); axis++) {
            String name = axes.get(axis);
            int size = given.shape().size(axis);
            attributes
                    .integer(name)
                    .filter(value -> attributes.isGiven(name) && value != size)
                    .ifPresent(value -> report(given.contradicts(name, value, size)));
        }
        return findings.size() > before
                ? Optional.empty()
                : Optional.of(given.shape().sizes());
    }

    private Optional<List<Integer>> read() {
        List<String> given = axes.stream().filter(attributes::isGiven).toList();
        List<Integer> sizes = new ArrayList<>();
        int before = findings.size();
        for (String name : given) {
            Optional<Integer> size = attributes.integer(name);
            size.ifPresent(sizes::add);
            if (size.isPresent() && size.get() < 1) {
                report(Finding.of(
                        Message.SIZE_NOT_POSITIVE,
                        name,
                        name,
                        size.get(),
                        String.join(" and ", axes),
                        axes.size() == 1 ? "it" : "them"));
            } else if (size.isPresent() && size.get() > LONGEST_AXIS) {
                report(Finding.of(Message.TOO_LONG, name, name, size.get(), Words.grouped(LONGEST_AXIS)));
            }
        }
        boolean isWrong = findings.size() > before || sizes.size() < given.size();
        if (!given.isEmpty() && given.size() < axes.size() && !isWrong) {
            String missing = axes.stream()
                    .filter(name -> !attributes.isGiven(name))
                    .findFirst()
                    .orElseThrow();
            report(Finding.of(Message.ONE_SIZE_ONLY, given.get(0), given.get(0), sizes.get(0), missing));
            return Optional.empty();
        }
        return isWrong ? Optional.empty() : Optional.of(sizes);
    }

    /** Whether at least one window fits into every axis, padding included. */
    boolean fits(List<Window> windows, List<Integer> sizes) {
        int before = findings.size();
        for (int axis = 0; axis < sizes.size(); axis++) {
            Window window = windows.get(axis);
            int size = sizes.get(axis);
            if (window.output(size) < 1) {
                String dilated = window.dilation() == 1
                        ? ""
                        : " with dilation = " + window.dilation() + " spans " + Words.grouped(window.span())
                                + " elements and";
                report(Finding.of(
                        Message.KERNEL_TOO_LARGE,
                        "kernel",
                        window.kernel(),
                        dilated,
                        axes.get(axis),
                        size,
                        padding(window, size),
                        axes.get(axis),
                        window.smallestInput()));
            }
        }
        return findings.size() == before;
    }

    private static String padding(Window window, int size) {
        return window.padding().equals(Padding.NONE)
                ? "without padding"
                : "with padding of " + window.padBegin(size) + " and " + window.padEnd(size);
    }

    /**
     * Whether kernel, input and output each fit into an array.
     *
     * @param sizes the size of every axis; where there are none, the smallest possible is what must fit
     */
    boolean fitsArrays(Conv conv, List<Integer> sizes) {
        Map<String, Long> kernel = new LinkedHashMap<>();
        kernel.put("out", (long) conv.out());
        kernel.put("in", (long) conv.inPerGroup());
        kernel.put("kernel", conv.taps());
        Map<String, Long> input = new LinkedHashMap<>();
        Map<String, Long> output = new LinkedHashMap<>();
        input.put("in", (long) conv.in());
        output.put("out", (long) conv.out());
        for (int axis = 0; axis < axes.size(); axis++) {
            Window window = conv.windows().get(axis);
            boolean isOpen = sizes.isEmpty();
            int size = isOpen ? Math.toIntExact(window.smallestInput()) : sizes.get(axis);
            long outSize = window.output(size);
            if (!isOpen) {
                input.put(axes.get(axis), (long) size);
            }
            output.merge(outSize > size || isOpen ? padded() : axes.get(axis), outSize, Math::multiplyExact);
        }
        return fitsArray("kernel", kernel) && fitsArray("input", input) && fitsArray("output", output);
    }

    /** The attribute to which an axis owes that it grows. */
    private String padded() {
        if (attributes.isGiven("pad")) {
            return "pad";
        }
        return attributes.isGiven("dilation") ? "dilation" : "kernel";
    }

    /** Whether a product of factors, each owed to an attribute, fits into an array. */
    private boolean fitsArray(String what, Map<String, Long> factors) {
        BigInteger elements =
                factors.values().stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        if (elements.bitLength() < Integer.SIZE) {
            return true;
        }
        String largest = factors.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
        report(Finding.of(
                Message.TOO_LARGE,
                largest,
                what,
                factors.values().stream().map(String::valueOf).collect(Collectors.joining(" × ")),
                Words.grouped(elements),
                Words.grouped(Integer.MAX_VALUE),
                Words.or(factors.entrySet().stream()
                        .filter(factor -> factor.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .toList())));
        return false;
    }

    private void report(Finding finding) {
        findings.add(finding);
    }
}
