package io.github.convolith.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The fields of a network that hold its weights, and the statements that make them. They stand in the class itself; the
 * weights of many layers, which would be too much bytecode for one constructor, in a few nested classes.
 */
final class WeightFields {
    /** Characters of the statements in one constructor. They become less bytecode than they have characters. */
    private static final int CHARACTERS = 7000;

    /** What one layer has. */
    private record Layer(String name, List<FieldSpec> fields, String construct) {}

    /** The weights of consecutive layers, and the field that holds them. */
    private record Part(String className, String field, List<Layer> layers) {}

    private final List<Layer> layers = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, String> owners = new HashMap<>();

    /** Adds the fields of a layer and the statements that set them from a variable {@code weights}. */
    void add(String layer, List<FieldSpec> fields, String construct) {
        layers.add(new Layer(layer, fields, construct));
    }

    /** To be called when all are there: decides where they stand. */
    void divide(NameAllocator classNames, NameAllocator fieldNames) {
        if (layers.stream().mapToLong(layer -> layer.construct().length()).sum() <= CHARACTERS) {
            return;
        }
        int characters = 0;
        for (Layer layer : layers) {
            if (parts.isEmpty() || characters + layer.construct().length() > CHARACTERS) {
                int number = parts.size() + 1;
                parts.add(new Part(
                        classNames.newName("Weights" + number),
                        fieldNames.newName("weights" + number),
                        new ArrayList<>()));
                characters = 0;
            }
            characters += layer.construct().length();
            Part part = parts.get(parts.size() - 1);
            part.layers().add(layer);
            layer.fields().forEach(field -> owners.put(field.name(), part.field()));
        }
    }

    /** How the class refers to a field. */
    String place(String field) {
        String owner = owners.get(field);
        return owner == null ? field : owner + "." + field;
    }

    /** Adds the fields, the constructor that sets them, and the classes they stand in. */
    void add(TypeSpec.Builder type, Modifier... constructor) {
        if (parts.isEmpty()) {
            addFields(layers, type, constructor);
            return;
        }
        for (Part part : parts) {
            type.addField(ClassName.bestGuess(part.className()), part.field(), Modifier.PRIVATE, Modifier.FINAL);
        }
        type.addMethod(constructor(
                parts.stream()
                        .map(part -> part.field() + " = new " + part.className() + "(weights);")
                        .collect(Collectors.joining("\n")),
                constructor));
        for (Part part : parts) {
            TypeSpec.Builder nested = TypeSpec.classBuilder(part.className())
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc(
                            "The weights of the layers from $L to $L.\n",
                            Comment.javadoc(part.layers().get(0).name()),
                            Comment.javadoc(
                                    part.layers().get(part.layers().size() - 1).name()));
            addFields(part.layers(), nested);
            type.addType(nested.build());
        }
    }

    private static void addFields(List<Layer> layers, TypeSpec.Builder type, Modifier... constructor) {
        layers.forEach(layer -> layer.fields().forEach(type::addField));
        type.addMethod(
                constructor(layers.stream().map(Layer::construct).collect(Collectors.joining("\n")), constructor));
    }

    private static MethodSpec constructor(String body, Modifier... modifiers) {
        return MethodSpec.constructorBuilder()
                .addModifiers(modifiers)
                .addParameter(Code.type("Weights"), "weights")
                .addCode(Code.block(body))
                .build();
    }
}
