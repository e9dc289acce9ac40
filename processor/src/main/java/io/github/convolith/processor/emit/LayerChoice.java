package io.github.convolith.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;

/** The part of a layer's class that chooses, when it is linked, between plain Java and the class for the vector target. */
final class LayerChoice {
    /** The nested class with the layer in plain Java. */
    static final String PORTABLE = "Portable";

    private LayerChoice() {}

    /** Adds what was chosen: where sessions come from, and how they compute. */
    static void add(TypeSpec.Builder type) {
        TypeName sessions = ParameterizedTypeName.get(ClassName.get(Supplier.class), Code.type("Session"));
        type.addField(FieldSpec.builder(sessions, "sessions", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        type.addField(FieldSpec.builder(String.class, "how", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(sessions, "sessions")
                .addParameter(String.class, "how")
                .addStatement("this.sessions = sessions")
                .addStatement("this.how = how")
                .build());
    }

    /**
     * The statements that choose.
     *
     * @param name the class of the layer
     * @param weights an expression of the weights that the class for the vector target is given
     * @param arguments what the portable class is given
     * @param vector how the vector target computes
     * @param portable how the portable one does
     */
    static String link(String name, String weights, String arguments, String vector, String portable) {
        return Text.of("""
                        // The class for the vector target is loaded only where the JVM can run it.
                        if (Platform.current().target() == Target.VECTOR) {
                            return new ${name}(new ${beside}(${weights})::newSession, "${vector}, vector target");
                        }
                        return new ${name}(new ${class}(${arguments})::newSession, "${portable}, portable target");""")
                .with("name", name)
                .with("beside", NetworkEmitter.vectorName(name))
                .with("weights", weights)
                .with("vector", ascii(vector))
                .with("class", PORTABLE)
                .with("arguments", arguments)
                .with("portable", portable)
                .toString();
    }

    /** A title without characters that depend on the encoding of a source file. */
    static String ascii(String title) {
        return title.replace('×', 'x');
    }
}
