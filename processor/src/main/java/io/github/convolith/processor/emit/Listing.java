package io.github.convolith.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A list in generated code: an expression, or where that would be too much bytecode for a method, one that puts together
 * what several methods make.
 *
 * @param expression an expression of type {@code List}
 * @param methods what it calls
 */
record Listing(CodeBlock expression, List<MethodSpec> methods) {
    /** Elements of one method: the largest, a port or its slot, takes some 60 bytes of bytecode. */
    static final int ELEMENTS = 100;

    /**
     * Lists elements.
     *
     * @param name what the methods are called, before a number
     * @param type the type of the elements
     */
    static Listing of(String name, TypeName type, List<CodeBlock> elements) {
        if (elements.size() <= ELEMENTS) {
            return new Listing(list(elements), List.of());
        }
        List<MethodSpec> methods = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += ELEMENTS) {
            methods.add(MethodSpec.methodBuilder(name + (methods.size() + 1))
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .returns(ParameterizedTypeName.get(ClassName.get(List.class), type))
                    .addStatement("return $L", list(elements.subList(from, Math.min(elements.size(), from + ELEMENTS))))
                    .build());
        }
        CodeBlock calls = methods.stream()
                .map(method -> CodeBlock.of("$L()", method.name()))
                .collect(CodeBlock.joining(", "));
        return new Listing(
                CodeBlock.of("$T.of($L).flatMap($T::stream).toList()", Stream.class, calls, List.class), methods);
    }

    private static CodeBlock list(List<CodeBlock> elements) {
        // A line each where there are many, so that a person finds one.
        String separator = elements.size() < 10 ? ", " : ",\n";
        return CodeBlock.of("$T.of($L)", List.class, elements.stream().collect(CodeBlock.joining(separator)));
    }
}
