package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Text of generated code as JavaPoet wants it: the types it names become imports. */
final class Code {
    static final String RUNTIME = "io.github.convolith.runtime";

    private static final String VECTOR = "jdk.incubator.vector";

    /** Columns of a statement, not counting the indentation of the method around it. */
    private static final int LINE = 100;

    private static final String CONTINUATION = " ".repeat(8);

    private static final Map<String, ClassName> TYPES = Stream.of(
                    ClassName.get("java.util", "Arrays"),
                    ClassName.get("java.util", "List"),
                    ClassName.get(RUNTIME, "Activations"),
                    ClassName.get(RUNTIME, "Affine"),
                    ClassName.get(RUNTIME, "Filter"),
                    ClassName.get(RUNTIME, "Layer"),
                    ClassName.get(RUNTIME, "Layout"),
                    ClassName.get(RUNTIME, "MultiplyAdd"),
                    ClassName.get(RUNTIME, "Network"),
                    ClassName.get(RUNTIME, "NetworkSession"),
                    ClassName.get(RUNTIME, "Platform"),
                    ClassName.get(RUNTIME, "Port"),
                    ClassName.get(RUNTIME, "Session"),
                    ClassName.get(RUNTIME, "Shape"),
                    ClassName.get(RUNTIME, "Slot"),
                    ClassName.get(RUNTIME, "Target"),
                    ClassName.get(RUNTIME, "Weights"),
                    ClassName.get(VECTOR, "FloatVector"),
                    ClassName.get(VECTOR, "VectorOperators"),
                    ClassName.get(VECTOR, "VectorSpecies"),
                    ClassName.get("java.lang", "Float"),
                    ClassName.get("java.lang", "Math"),
                    ClassName.get("java.lang", "System"),
                    ClassName.get("java.lang", "IllegalArgumentException"))
            .collect(Collectors.toMap(ClassName::simpleName, type -> type));

    private static final Pattern TYPE = Pattern.compile(
            "(?<![\\w.\"])(" + String.join("|", TYPES.keySet().stream().sorted().toList()) + ")(?=[. (])");

    private Code() {}

    /** The names of all types that generated code uses. */
    static Stream<String> names() {
        return TYPES.keySet().stream().sorted();
    }

    /** A type of the runtime. */
    static ClassName type(String name) {
        return Objects.requireNonNull(TYPES.get(name));
    }

    /** Statements; long ones are continued on the next line. */
    static CodeBlock block(String text) {
        List<Object> types = new ArrayList<>();
        StringBuilder format = new StringBuilder();
        for (String line : wrapped(text)) {
            if (line.strip().startsWith("//")) {
                format.append(line.replace("$", "$$"));
            } else {
                Matcher matcher = TYPE.matcher(line.replace("$", "$$"));
                format.append(matcher.replaceAll(match -> {
                    types.add(type(match.group(1)));
                    return Matcher.quoteReplacement("$T");
                }));
            }
            format.append('\n');
        }
        return text.isEmpty() ? CodeBlock.of("") : CodeBlock.of(format.toString(), types.toArray());
    }

    /** An expression. */
    static CodeBlock expression(String text) {
        List<Object> types = new ArrayList<>();
        String format = TYPE.matcher(text.replace("$", "$$")).replaceAll(match -> {
            types.add(type(match.group(1)));
            return Matcher.quoteReplacement("$T");
        });
        return CodeBlock.of(format, types.toArray());
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String margin =
                    line.substring(0, line.length() - line.stripLeading().length());
            String rest = line;
            while (rest.length() > LINE && breakBefore(rest, margin.length()) > 0) {
                int at = breakBefore(rest, margin.length());
                lines.add(rest.substring(0, at).stripTrailing());
                rest = margin + CONTINUATION + rest.substring(at);
            }
            lines.add(rest);
        }
        return lines;
    }

    /** Where a long line is best broken: after a comma or before a plus, as late as fits; 0 if nowhere. */
    private static int breakBefore(String line, int margin) {
        if (line.contains("\"") || line.strip().startsWith("//")) {
            return 0;
        }
        int comma = line.lastIndexOf(", ", LINE - 1) + 2;
        int plus = line.lastIndexOf(" + ", LINE - 1) + 1;
        int least = margin + CONTINUATION.length();
        return comma > least ? comma : plus > least ? plus : 0;
    }

    /** A private method; parameters are written as in source: {@code "float[] x, int from"}. */
    static MethodSpec method(
            String javadoc, TypeName result, String name, String parameters, String body, Modifier... more) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .addModifiers(more)
                .returns(result)
                .addCode(block(body));
        if (!javadoc.isEmpty()) {
            method.addJavadoc("$L\n", javadoc);
        }
        parameters(parameters, method);
        return method.build();
    }

    /** A private static void method. */
    static MethodSpec procedure(String javadoc, String name, String parameters, String body) {
        return method(javadoc, TypeName.VOID, name, parameters, body, Modifier.STATIC);
    }

    /** Adds parameters written as in source. */
    static void parameters(String parameters, MethodSpec.Builder method) {
        Arrays.stream(parameters.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    int space = part.lastIndexOf(' ');
                    method.addParameter(typeName(part.substring(0, space)), part.substring(space + 1));
                });
    }

    /** The Javadoc of a field that holds what could have been written as a number. */
    static String opaque(String what) {
        return what + """
                 A field, since C2 of JDK 17 does not vectorise a loop
                whose trip count is a constant.""";
    }

    private static TypeName typeName(String text) {
        return switch (text) {
            case "char" -> TypeName.CHAR;
            case "int" -> TypeName.INT;
            case "int[]" -> ArrayTypeName.of(TypeName.INT);
            case "int[][]" -> ArrayTypeName.of(ArrayTypeName.of(TypeName.INT));
            case "float" -> TypeName.FLOAT;
            case "float[]" -> ArrayTypeName.of(TypeName.FLOAT);
            case "float[][]" -> ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));
            default -> type(text);
        };
    }
}
