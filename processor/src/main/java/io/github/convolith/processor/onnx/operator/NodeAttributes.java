package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.model.AttributeValue;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.model.OnnxNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The attributes of a node; those that nobody asked for are refused in the end. */
final class NodeAttributes {
    /** Attributes of all operators in the first version that say nothing of what is computed. */
    private static final Set<String> MEANINGLESS = Set.of("consumed_inputs");

    private final Map<String, AttributeValue> values;
    private final Set<String> read = new HashSet<>(MEANINGLESS);

    NodeAttributes(OnnxNode node) {
        values = new TreeMap<>(node.attributes());
    }

    boolean has(String name) {
        read.add(name);
        return values.containsKey(name);
    }

    Optional<Long> integer(String name) {
        return get(
                name,
                "an integer",
                value -> value instanceof AttributeValue.Whole one ? Optional.of(one.value()) : Optional.empty());
    }

    long integer(String name, long absent) {
        return integer(name).orElse(absent);
    }

    boolean flag(String name, boolean absent) {
        return integer(name, absent ? 1 : 0) != 0;
    }

    float real(String name, float absent) {
        Optional<Float> value = get(
                name,
                "a number",
                given -> given instanceof AttributeValue.Real one ? Optional.of(one.value()) : Optional.empty());
        value.ifPresent(
                number -> OnnxException.unless(Float.isFinite(number), "its attribute '%s' is %s", name, number));
        return value.orElse(absent);
    }

    String text(String name, String absent) {
        return get(
                        name,
                        "a text",
                        value -> value instanceof AttributeValue.Text one
                                ? Optional.of(one.value())
                                : Optional.<String>empty())
                .orElse(absent);
    }

    Optional<List<Long>> integers(String name) {
        return get(name, "a list of integers", value -> {
            if (value instanceof AttributeValue.Integers many) {
                return Optional.of(many.values());
            }
            return value instanceof AttributeValue.Empty ? Optional.of(List.of()) : Optional.empty();
        });
    }

    Optional<List<Float>> reals(String name) {
        return get(name, "a list of numbers", value -> {
            if (value instanceof AttributeValue.Reals many) {
                return Optional.of(many.values());
            }
            return value instanceof AttributeValue.Empty ? Optional.of(List.of()) : Optional.empty();
        });
    }

    Optional<Numbers> tensor(String name) {
        return get(
                name,
                "a tensor",
                value -> value instanceof AttributeValue.Tensor one ? Optional.of(one.numbers()) : Optional.empty());
    }

    /** Takes attributes as read that do not matter here. */
    void ignore(String... names) {
        read.addAll(List.of(names));
    }

    private <T> Optional<T> get(String name, String kind, Function<AttributeValue, Optional<T>> as) {
        read.add(name);
        AttributeValue value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> found = as.apply(value);
        OnnxException.unless(found.isPresent(), "its attribute '%s' is %s and should be %s", name, value, kind);
        return found;
    }

    /** Refuses what was not read. */
    void requireAllRead() {
        String unread = values.entrySet().stream()
                .filter(entry -> !read.contains(entry.getKey()))
                .map(entry -> "'" + entry.getKey() + "' = " + entry.getValue())
                .collect(Collectors.joining(", "));
        OnnxException.unless(unread.isEmpty(), "it has attributes that are not supported: %s", unread);
    }
}
