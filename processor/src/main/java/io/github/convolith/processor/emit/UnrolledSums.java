package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sums written out term by term, for a few output channels side by side: one statement a channel and run of taps, so
 * that the processor always finds independent additions to do.
 */
final class UnrolledSums {
    /** Output channels summed side by side; the independent sums hide the latency of the additions. */
    static final int CHANNELS = 8;

    /** Taps of one statement; their inputs are loaded once for all channels. */
    private static final int RUN = 8;

    /** Neighbouring taps of one kernel row and input channel that meet input elements, counted from an index. */
    record Run(int channel, int kernelRow, Expr start, List<Tap> taps) {
        /** Whether the index of the first input takes arithmetic that is better done once for the run. */
        boolean isHoisted() {
            return !start.isSimple();
        }
    }

    /** One tap: its place among all taps of the kernel plane, and how far behind the run's start its input lies. */
    record Tap(int index, long offset) {}

    /** A piece of the work of one output position that fits a method. */
    record Piece(int firstOutput, int outputs, List<Run> runs, boolean first, boolean last, int bytes) {}

    private final Conv conv;
    private final int taps;

    UnrolledSums(Conv conv) {
        this.conv = conv;
        this.taps = Math.toIntExact(conv.taps());
    }

    /** Output channels from the given one on that share their inputs and are summed side by side. */
    int outputsFrom(int output) {
        return Math.min(CHANNELS, conv.outPerGroup() - output % conv.outPerGroup());
    }

    /** The first input channel that an output channel sees. */
    int firstInput(int output) {
        return output / conv.outPerGroup() * conv.inPerGroup();
    }

    /**
     * Parameters of a method that reads the weights; nothing where they are written into the code.
     *
     * @param starts whether the method starts any sum, and so reads a bias
     */
    String parameters(boolean starts) {
        return conv.constants().isPresent() ? "" : "float[] kernel, " + (starts && hasBias() ? "float[] bias, " : "");
    }

    /** Arguments for {@link #parameters}. */
    String arguments(boolean starts) {
        return conv.constants().isPresent() ? "" : "kernel, " + (starts && hasBias() ? "bias, " : "");
    }

    private boolean hasBias() {
        return conv.bias() != BiasRule.NONE;
    }

    /** Cuts the runs of a few output channels into pieces that fit a method. */
    List<Piece> pieces(int firstOutput, int outputs, List<Run> runs) {
        List<Run> needed = new ArrayList<>();
        for (Run run : runs) {
            cut(run).stream().filter(part -> isUsed(part, firstOutput, outputs)).forEach(needed::add);
        }
        List<Piece> pieces = new ArrayList<>();
        List<Run> part = new ArrayList<>();
        int bytes = outputs * Budget.SUM_BYTES;
        for (Run run : needed) {
            int more = bytes(run, firstOutput, outputs);
            if (bytes + more > Budget.METHOD_BYTES && !part.isEmpty()) {
                pieces.add(new Piece(firstOutput, outputs, part, pieces.isEmpty(), false, bytes));
                part = new ArrayList<>();
                bytes = outputs * Budget.SUM_BYTES;
            }
            part.add(run);
            bytes += more;
        }
        pieces.add(new Piece(firstOutput, outputs, part, pieces.isEmpty(), true, bytes));
        return pieces;
    }

    private static List<Run> cut(Run run) {
        List<Run> parts = new ArrayList<>();
        for (int from = 0; from < run.taps().size(); from += RUN) {
            parts.add(new Run(
                    run.channel(),
                    run.kernelRow(),
                    run.start(),
                    run.taps().subList(from, Math.min(run.taps().size(), from + RUN))));
        }
        return parts;
    }

    private int bytes(Run run, int firstOutput, int outputs) {
        int terms = 0;
        for (int o = firstOutput; o < firstOutput + outputs; o++) {
            for (Tap tap : run.taps()) {
                terms += weight(o, run, tap).isEmpty() ? 0 : 1;
            }
        }
        int start = run.isHoisted() ? 3 * Budget.STATEMENT_BYTES : 0;
        return terms * Budget.TERM_BYTES + start + (outputs + run.taps().size()) * Budget.STATEMENT_BYTES;
    }

    private boolean isUsed(Run run, int firstOutput, int outputs) {
        return run.taps().stream().anyMatch(tap -> isUsed(run, tap, firstOutput, outputs));
    }

    private boolean isUsed(Run run, int tap, Piece piece) {
        return tap < run.taps().size() && isUsed(run, run.taps().get(tap), piece.firstOutput(), piece.outputs());
    }

    private boolean isUsed(Run run, Tap tap, int firstOutput, int outputs) {
        for (int o = firstOutput; o < firstOutput + outputs; o++) {
            if (!weight(o, run, tap).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Statements of one piece.
     *
     * @param input the array the inputs are in
     * @param target the index of {@code y} for output channel 0
     * @param plane elements of one output channel
     */
    String statements(Piece piece, String input, Expr target, Expr plane) {
        StringJoiner text = new StringJoiner("\n");
        int first = piece.firstOutput();
        for (int o = 0; o < piece.outputs(); o++) {
            text.add("float sum%d = %s;".formatted(o, start(piece, first + o, target, plane)));
        }
        String inputs = IntStream.range(0, RUN)
                .filter(i -> piece.runs().stream().anyMatch(run -> isUsed(run, i, piece)))
                .mapToObj(i -> "x" + i)
                .collect(Collectors.joining(", "));
        if (!inputs.isEmpty()) {
            text.add("float " + inputs + ";");
        }
        if (piece.runs().stream().anyMatch(Run::isHoisted)) {
            text.add("int line;");
        }
        for (Run run : piece.runs()) {
            text.add("// Input channel " + run.channel()
                    + (conv.windows().size() > 1 ? ", kernel row " + run.kernelRow() : ""));
            Expr start = run.isHoisted() ? Expr.name("line") : run.start();
            if (run.isHoisted()) {
                text.add("line = " + run.start() + ";");
            }
            for (int i = 0; i < run.taps().size(); i++) {
                Tap tap = run.taps().get(i);
                if (isUsed(run, i, piece)) {
                    text.add("x%d = %s[%s];".formatted(i, input, start.plus(tap.offset())));
                }
            }
            for (int o = 0; o < piece.outputs(); o++) {
                String terms = terms(run, first + o);
                if (!terms.isEmpty()) {
                    text.add("sum%d += %s;".formatted(o, terms));
                }
            }
        }
        for (int o = 0; o < piece.outputs(); o++) {
            String sum = "sum" + o;
            text.add("y[%s] = %s;"
                    .formatted(
                            target.plus(plane.times(first + o)),
                            piece.last() ? ActivationCode.of(conv.activation(), sum) : sum));
        }
        return text.toString();
    }

    private String start(Piece piece, int output, Expr target, Expr plane) {
        if (!piece.first()) {
            return "y[" + target.plus(plane.times(output)) + "]";
        }
        if (conv.constants().isPresent()) {
            return Literal.of(conv.constants().get().bias()[output]);
        }
        return hasBias() ? "bias[" + output + "]" : "0f";
    }

    private String terms(Run run, int output) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < run.taps().size(); i++) {
            String weight = weight(output, run, run.taps().get(i));
            if (weight.isEmpty()) {
                continue;
            }
            String term = switch (weight) {
                case "1f" -> "x" + i;
                case "-1f" -> "-x" + i;
                default -> weight + " * x" + i;
            };
            if (text.length() == 0) {
                text.append(term);
            } else if (term.startsWith("-")) {
                text.append(" - ").append(term, 1, term.length());
            } else {
                text.append(" + ").append(term);
            }
        }
        return text.toString();
    }

    /** The weight as it stands in the code; empty where it is known to be zero. */
    private String weight(int output, Run run, Tap tap) {
        int channel = run.channel() - firstInput(output);
        int index = (output * conv.inPerGroup() + channel) * taps + tap.index();
        if (conv.constants().isEmpty()) {
            return "kernel[" + index + "]";
        }
        Constants constants = conv.constants().get();
        float value = constants.kernel()[index];
        return value == 0f ? "" : Literal.of(value);
    }
}
