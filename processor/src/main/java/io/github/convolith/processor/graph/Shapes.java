package io.github.convolith.processor.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of every value of a network, by name, in the order in which they come to be. */
public record Shapes(Map<String, Shape> byName) {
    public Shapes {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** The shape of a value. */
    public Shape of(String value) {
        Shape shape = byName.get(value);
        if (shape == null) {
            throw new IllegalArgumentException("no value " + value);
        }
        return shape;
    }

    /** The shapes of some values. */
    public List<Shape> of(List<String> values) {
        return values.stream().map(this::of).toList();
    }

    /** Elements of a value. */
    public int elements(String value) {
        return Math.toIntExact(of(value).elements());
    }
}
