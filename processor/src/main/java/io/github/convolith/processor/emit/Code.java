package io.github.convolith.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Text of generated code as JavaPoet wants it: the types it names become imports. */
final class Code {
    static final String RUNTIME = "io.github.convolith.runtime";

    private static final Map<String, ClassName> TYPES = Map.of(
            "Arrays", ClassName.get("java.util", "Arrays"),
            "Activations", ClassName.get(RUNTIME, "Activations"),
            "Layer", ClassName.get(RUNTIME, "Layer"),
            "Session", ClassName.get(RUNTIME, "Session"),
            "Shape", ClassName.get(RUNTIME, "Shape"),
            "Weights", ClassName.get(RUNTIME, "Weights"),
            "Math", ClassName.get("java.lang", "Math"),
            "System", ClassName.get("java.lang", "System"),
            "IllegalArgumentException", ClassName.get("java.lang", "IllegalArgumentException"));

    private static final Pattern TYPE = Pattern.compile(
            "(?<![\\w.\"])(" + String.join("|", TYPES.keySet().stream().sorted().toList()) + ")(?=[. (])");

    private Code() {}

    /** A type of the runtime. */
    static ClassName type(String name) {
        return java.util.Objects.requireNonNull(TYPES.get(name));
    }

    /** Statements. */
    static CodeBlock block(String text) {
        List<Object> types = new ArrayList<>();
        StringBuilder format = new StringBuilder();
        for (String line : text.split("\n", -1)) {
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

    private static TypeName typeName(String text) {
        return switch (text) {
            case "int" -> TypeName.INT;
            case "float" -> TypeName.FLOAT;
            case "float[]" -> com.palantir.javapoet.ArrayTypeName.of(TypeName.FLOAT);
            case "float[][]" ->
                com.palantir.javapoet.ArrayTypeName.of(com.palantir.javapoet.ArrayTypeName.of(TypeName.FLOAT));
            default -> type(text);
        };
    }
}
