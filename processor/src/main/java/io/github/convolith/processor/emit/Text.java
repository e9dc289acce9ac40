package io.github.convolith.processor.emit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.StringJoiner;

/**
 * A piece of source text with holes, written {@code ${name}}. A hole that stands alone on its line takes any number of
 * lines, indented like itself, and with nothing in it the line disappears.
 */
final class Text {
    private final String template;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Text(String template) {
        this.template = template;
    }

    static Text of(String template) {
        return new Text(template);
    }

    Text with(String hole, Object value) {
        if (!template.contains("${" + hole + "}")) {
            throw new IllegalArgumentException("no hole " + hole + " in:\n" + template);
        }
        values.put(hole, String.valueOf(value));
        return this;
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        for (String line : template.stripTrailing().split("\n", -1)) {
            String hole = line.strip();
            String alone = hole.startsWith("${") && hole.endsWith("}") ? hole.substring(2, hole.length() - 1) : "";
            if (values.containsKey(alone)) {
                String value = values.get(alone);
                if (!value.isEmpty()) {
                    String margin = line.substring(0, line.indexOf("${"));
                    Arrays.stream(value.stripTrailing().split("\n", -1))
                            .map(part -> part.isEmpty() ? part : margin + part)
                            .forEach(lines::add);
                }
            } else {
                lines.add(filled(line));
            }
        }
        return lines.toString();
    }

    private String filled(String line) {
        String text = line;
        for (Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        if (text.contains("${")) {
            throw new IllegalStateException("unfilled hole in: " + text);
        }
        return text;
    }
}
