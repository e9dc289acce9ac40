package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the attribute {@code pad}: how many elements are put around the spatial axes. */
final class PadReader {
    private final Attributes attributes;
    private final List<Finding> findings;

    PadReader(Attributes attributes, List<Finding> findings) {
        this.attributes = attributes;
        this.findings = findings;
    }

    /** The padding of so many axes, if nothing is wrong with it. */
    Optional<List<Padding.Explicit>> read(int rank) {
        Optional<List<Integer>> given = attributes.integers("pad");
        return given.isPresent() && isRight(given.get(), rank)
                ? given.map(pad -> perAxis(pad, rank))
                : Optional.empty();
    }

    private boolean isRight(List<Integer> pad, int rank) {
        int before = findings.size();
        if (pad.size() != 1 && pad.size() != rank && pad.size() != 2 * rank) {
            String counts = rank == 1
                    ? "one number, or two: begin, end"
                    : "one number, two (height, width) or four (top, left, bottom, right)";
            report(Message.AXIS_COUNT, "pad", Attributes.text(pad), Words.count(pad.size(), "number"), rank, counts);
        }
        if (pad.stream().anyMatch(value -> value < 0)) {
            report(Message.PAD_NEGATIVE, Attributes.text(pad));
        }
        int farthest = pad.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (farthest > WindowReader.FARTHEST) {
            report(
                    Message.TOO_FAR,
                    "pad = " + Attributes.text(pad),
                    Words.grouped(farthest),
                    Words.grouped(WindowReader.FARTHEST));
        }
        return findings.size() == before;
    }

    /** One number serves all sides, one an axis both ends; ONNX lists all beginnings before all ends. */
    private static List<Padding.Explicit> perAxis(List<Integer> pad, int rank) {
        List<Padding.Explicit> padding = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int begin = pad.get(pad.size() == 1 ? 0 : axis);
            int end = pad.size() == 2 * rank ? pad.get(rank + axis) : begin;
            padding.add(new Padding.Explicit(begin, end));
        }
        return padding;
    }

    private void report(Message message, Object... values) {
        findings.add(Finding.of(message, "pad", values));
    }
}
