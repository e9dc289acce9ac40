package io.github.convolith.processor.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/**
 * The attributes of one annotation, with what was written and what was left to its default.
 *
 * <p>A value the compiler could not make sense of, or an attribute it misses, reads as empty. The compiler reports it,
 * so nothing has to be said here.
 */
final class Attributes {
    /** Array elements up to which {@link #text} shows them all. */
    private static final int SHOWN = 12;

    private final String annotation;
    private final Map<String, AnnotationValue> given = new LinkedHashMap<>();
    private final Map<String, AnnotationValue> defaults = new LinkedHashMap<>();

    private Attributes(AnnotationMirror mirror) {
        annotation = simpleName(mirror);
        Map<? extends ExecutableElement, ? extends AnnotationValue> values = mirror.getElementValues();
        // In the order of the annotation's declaration, which is the same for every compiler.
        for (ExecutableElement member :
                ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())) {
            String name = member.getSimpleName().toString();
            AnnotationValue value = values.get(member);
            if (value != null) {
                given.put(name, value);
            } else if (member.getDefaultValue() != null) {
                defaults.put(name, member.getDefaultValue());
            }
        }
    }

    /** The attributes of an annotation; empty where the compiler cannot make sense of the annotation as a whole. */
    static Optional<Attributes> of(AnnotationMirror mirror) {
        try {
            return Optional.of(new Attributes(mirror));
        } catch (RuntimeException e) {
            // ECJ fails to list the values where one has the wrong type, such as a string among floats. It reports
            // that.
            return Optional.empty();
        }
    }

    /** The simple name of an annotation. */
    static String simpleName(AnnotationMirror mirror) {
        return mirror.getAnnotationType().asElement().getSimpleName().toString();
    }

    /** Whether the user wrote the attribute. */
    boolean isGiven(String name) {
        return given.containsKey(name);
    }

    /** Where the attributes stand that were given. */
    Map<String, AnnotationValue> positions() {
        return given;
    }

    Optional<Integer> integer(String name) {
        return value(name, Integer.class);
    }

    Optional<Boolean> flag(String name) {
        return value(name, Boolean.class);
    }

    /** The class that an attribute names. */
    Optional<TypeElement> type(String name) {
        return value(name, DeclaredType.class)
                .map(DeclaredType::asElement)
                .filter(TypeElement.class::isInstance)
                .map(TypeElement.class::cast);
    }

    Optional<String> text(String name) {
        return value(name, String.class);
    }

    Optional<List<String>> texts(String name) {
        return values(name, String.class);
    }

    Optional<Float> number(String name) {
        return value(name, Float.class);
    }

    /** The constant of an enum attribute, as the constant of the same name in another enum. */
    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return value(name, VariableElement.class)
                .flatMap(element -> List.of(type.getEnumConstants()).stream()
                        .filter(candidate -> element.getSimpleName().contentEquals(candidate.name()))
                        .findAny());
    }

    /** The constants of an enum array, as the constants of the same names in another enum. */
    <E extends Enum<E>> Optional<List<E>> constants(String name, Class<E> type) {
        return values(name, VariableElement.class)
                .map(elements -> elements.stream()
                        .flatMap(element -> List.of(type.getEnumConstants()).stream()
                                .filter(candidate -> element.getSimpleName().contentEquals(candidate.name())))
                        .toList());
    }

    /** The numbers of an {@code int} or {@code int[]} attribute. */
    Optional<List<Integer>> integers(String name) {
        return values(name, Integer.class);
    }

    /** The numbers of a {@code float[]} attribute. */
    Optional<float[]> numbers(String name) {
        return values(name, Float.class).map(list -> {
            float[] values = new float[list.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = list.get(i);
            }
            return values;
        });
    }

    private <T> Optional<List<T>> values(String name, Class<T> type) {
        Optional<?> array = value(name, List.class);
        if (array.isEmpty()) {
            return value(name, type).map(List::of);
        }
        List<T> values = new ArrayList<>();
        for (Object element : (List<?>) array.get()) {
            if (!(element instanceof AnnotationValue value) || !type.isInstance(value.getValue())) {
                return Optional.empty();
            }
            values.add(type.cast(value.getValue()));
        }
        return Optional.of(values);
    }

    private <T> Optional<T> value(String name, Class<T> type) {
        return Optional.ofNullable(given.getOrDefault(name, defaults.get(name)))
                .map(AnnotationValue::getValue)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** The annotation as it is written in source, with the attributes in the order of their declaration. */
    String text() {
        StringJoiner attributes = new StringJoiner(", ", "@" + annotation + "(", ")");
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

    /** The numbers of an attribute as they are written in source. */
    static String text(List<Integer> numbers) {
        return numbers.size() == 1
                ? String.valueOf(numbers.get(0))
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }
}
