package io.github.convolith.conformance;

import io.github.convolith.processor.onnx.model.OnnxModel;
import io.github.convolith.processor.onnx.model.OnnxNode;
import io.github.convolith.processor.onnx.operator.Operators;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which operators of ONNX, with which attributes, the cases show to work. */
final class OperatorTable {
    private static final String HEAD = """
            # Operators of ONNX
            Written by `mvn -q -Pconformance package -Dcases=DIR -Dtable`; not to be edited. Every operator that is \
            compiled or that occurs in a case, with how many cases that use it came out right, and were refused, on the \
            portable target and on the vector target. An attribute is named where a case sets it; one that no case \
            sets may be supported all the same.

            | operator | state | right | refused | attributes shown to work | attributes only in refused cases |
            |---|---|--:|--:|---|---|
            """;

    private final Map<String, Row> rows = new TreeMap<>();

    OperatorTable() {
        Operators.names().forEach(name -> rows.put(name, new Row()));
    }

    /** Counts a case. */
    void add(OnnxModel model, Verdict verdict) {
        Set<String> counted = new TreeSet<>();
        for (OnnxNode node : model.nodes()) {
            Row row = rows.computeIfAbsent(node.operator(), name -> new Row());
            boolean isFirst = counted.add(node.operator());
            // Of a refused case only the operator that it is refused for.
            if (verdict.passed()) {
                row.right += isFirst ? 1 : 0;
                row.shown.addAll(node.attributes().keySet());
            } else if (verdict.state() == Verdict.State.FAILED
                    || verdict.reason().startsWith(node.place())
                    || model.nodes().size() == 1) {
                row.refused += isFirst && verdict.state() == Verdict.State.REFUSED ? 1 : 0;
                row.failed += isFirst && verdict.state() == Verdict.State.FAILED ? 1 : 0;
                row.others.addAll(node.attributes().keySet());
            }
        }
    }

    /** The table in Markdown. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEAD);
        rows.forEach((name, row) -> text.append(row.text(name)));
        return text.toString();
    }

    private static final class Row {
        private int right;
        private int refused;
        private int failed;
        private final Set<String> shown = new TreeSet<>();
        private final Set<String> others = new TreeSet<>();

        String text(String name) {
            Set<String> rest = new TreeSet<>(others);
            rest.removeAll(shown);
            return String.format(
                            Locale.ROOT,
                            "| %s | %s | %d | %d | %s | %s |%n",
                            name,
                            state(Operators.names().contains(name)),
                            right,
                            refused,
                            String.join(", ", shown),
                            String.join(", ", rest))
                    .replace(System.lineSeparator(), "\n");
        }

        private String state(boolean isKnown) {
            if (!isKnown) {
                return "refused";
            }
            if (failed > 0) {
                return failed + " wrong";
            }
            return right > 0 ? "right" : refused > 0 ? "refused" : "no case";
        }
    }
}
