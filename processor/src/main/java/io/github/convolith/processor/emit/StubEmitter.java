package io.github.convolith.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the class of a layer whose spec has an error: the right names and signatures with nothing behind them, so that
 * one mistake does not bury the user in errors about a missing class.
 */
public final class StubEmitter {
    private StubEmitter() {}

    /**
     * The source file of a stub.
     *
     * @param openSizes names of the sizes that {@code link} takes
     * @param takesWeights whether {@code link} takes weights
     */
    public static JavaFile emit(LayerClass target, List<String> openSizes, boolean takesWeights) {
        TypeSpec.Builder type = LayerEmitter.classBuilder(target);
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        MethodSpec.Builder link = MethodSpec.methodBuilder("link")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(ClassName.get(target.packageName(), target.name()));
        openSizes.forEach(size -> link.addParameter(TypeName.INT, size));
        if (takesWeights) {
            link.addParameter(Code.type("Weights"), "weights");
        }
        type.addMethod(refusing(link));
        type.addMethod(refusing(override("inputShape", Code.type("Shape"))));
        type.addMethod(refusing(override("outputShape", Code.type("Shape"))));
        type.addMethod(refusing(override("newSession", Code.type("Session"))));
        type.addMethod(refusing(override("describe", ClassName.get(String.class))));
        return LayerEmitter.file(target, type.build());
    }

    /**
     * The source file of a network's stub.
     *
     * @param hasWeights whether the network can be loaded with its own weights
     */
    public static JavaFile emitNetwork(LayerClass target, boolean hasWeights) {
        TypeSpec.Builder type = LayerEmitter.classBuilder(target, "Network");
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        ClassName own = ClassName.get(target.packageName(), target.name());
        type.addMethod(refusing(MethodSpec.methodBuilder("link")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(own)
                .addParameter(Code.type("Weights"), "weights")));
        if (hasWeights) {
            type.addMethod(refusing(MethodSpec.methodBuilder("load")
                    .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                    .returns(own)));
        }
        TypeName ports = ParameterizedTypeName.get(ClassName.get(List.class), Code.type("Port"));
        type.addMethod(refusing(override("inputs", ports)));
        type.addMethod(refusing(override("outputs", ports)));
        type.addMethod(refusing(override("newSession", Code.type("NetworkSession"))));
        type.addMethod(refusing(override("describe", ClassName.get(String.class))));
        return LayerEmitter.file(target, type.build());
    }

    private static MethodSpec.Builder override(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(result);
    }

    private static MethodSpec refusing(MethodSpec.Builder method) {
        return method.addStatement("throw new $T($S)", UnsupportedOperationException.class, "its spec has an error")
                .build();
    }
}
