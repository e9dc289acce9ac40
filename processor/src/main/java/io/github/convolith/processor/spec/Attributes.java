package io.github.convolith.processor.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * The attributes of one annotation, with what was written and what was left to its default.
 *
 * <p>A value the compiler could not make sense of reads as absent; the compiler reports it, so nothing is said here.
 */
final class Attributes {
    /** Array elements up to which {@link #text} shows them all. */
    private static final int SHOWN = 12;

    private final AnnotationMirror mirror;
    private final Map<String, AnnotationValue> given = new LinkedHashMap<>();
    private final Map<String, AnnotationValue> defaults = new LinkedHashMap<>();
    private boolean unreadable;

    Attributes(AnnotationMirror mirror) {
        this.mirror = mirror;
        // In the order of the annotation's declaration, which is the same for every compiler.
        for (ExecutableElement member :
                ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())) {
            String name = member.getSimpleName().toString();
            AnnotationValue value = mirror.getElementValues().get(member);
            if (value != null) {
                given.put(name, value);
            } else if (member.getDefaultValue() != null) {
                defaults.put(name, member.getDefaultValue());
            } else {
                unreadable = true;
            }
        }
    }

    /** The annotation's simple name. */
    String annotation() {
        return mirror.getAnnotationType().asElement().getSimpleName().toString();
    }

    /** Whether the user wrote the attribute. */
    boolean isGiven(String name) {
        return given.containsKey(name);
    }

    /** Whether an attribute was missing or had a value that the compiler could not make sense of. */
    boolean isUnreadable() {
        return unreadable;
    }

    int integer(String name) {
        return value(name, Integer.class).orElse(1);
    }

    float number(String name) {
        return value(name, Float.class).orElse(0f);
    }

    /** The constant of an enum attribute, as the constant of the same name in another enum. */
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String constant = value(name, VariableElement.class)
                .map(element -> element.getSimpleName().toString())
                .orElse("");
        for (E candidate : type.getEnumConstants()) {
            if (candidate.name().equals(constant)) {
                return candidate;
            }
        }
        unreadable = true;
        return type.getEnumConstants()[0];
    }

    /** The numbers of an {@code int} or {@code int[]} attribute. */
    List<Integer> integers(String name) {
        return list(name, Integer.class);
    }

    float[] numbers(String name) {
        List<Float> list = list(name, Float.class);
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return values;
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<T> values = new ArrayList<>();
        Optional<?> array = value(name, List.class);
        if (array.isEmpty()) {
            value(name, type).ifPresent(values::add);
            unreadable = unreadable && values.isEmpty();
            return values;
        }
        for (Object element : (List<?>) array.get()) {
            Object value = ((AnnotationValue) element).getValue();
            if (type.isInstance(value)) {
                values.add(type.cast(value));
            } else {
                unreadable = true;
            }
        }
        return values;
    }

    private <T> Optional<T> value(String name, Class<T> type) {
        AnnotationValue value = given.getOrDefault(name, defaults.get(name));
        if (value != null && type.isInstance(value.getValue())) {
            return Optional.of(type.cast(value.getValue()));
        }
        unreadable = true;
        return Optional.empty();
    }

    /** The annotation as it is written in source, with the attributes in the order of their declaration. */
    String text() {
        StringJoiner attributes = new StringJoiner(", ", "@" + annotation() + "(", ")");
        given.forEach((name, value) -> attributes.add(name + " = " + text(value)));
        return attributes.toString();
    }

    private static String text(AnnotationValue value) {
        Object content = value.getValue();
        if (content instanceof VariableElement constant) {
            return constant.getSimpleName().toString();
        }
        if (content instanceof List<?> elements) {
            if (elements.size() == 1) {
                return text((AnnotationValue) elements.get(0));
            }
            if (elements.size() > SHOWN) {
                return "{… " + elements.size() + " values}";
            }
            StringJoiner list = new StringJoiner(", ", "{", "}");
            elements.forEach(element -> list.add(text((AnnotationValue) element)));
            return list.toString();
        }
        // Whole numbers as they are written: 4, not 4.0.
        String text = String.valueOf(content);
        return content instanceof Float && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
