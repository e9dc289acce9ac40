package io.github.convolith.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.plan.VectorLayout;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** What the kernels of the vector target have in common. */
final class VectorCode {
    private VectorCode() {}

    /** The species, one for each number of lanes that channels are padded to. */
    static List<FieldSpec> species() {
        return List.of(
                species(4, "Four lanes, for few channels.", "FloatVector.SPECIES_128"),
                species(
                        8,
                        "Eight lanes, or as many as this machine has.",
                        "FloatVector.SPECIES_PREFERRED.length() > 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_PREFERRED"),
                species(
                        16,
                        "Sixteen lanes, or as many as this machine has.",
                        "FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED"));
    }

    private static FieldSpec species(int lanes, String javadoc, String value) {
        TypeName type = ParameterizedTypeName.get(Code.type("VectorSpecies"), ClassName.get(Float.class));
        return FieldSpec.builder(type, "LANES_" + lanes, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", javadoc)
                .initializer(Code.expression(value))
                .build();
    }

    /** Adds the constants that name the species of a kernel, its lanes and how many vectors hold so many channels. */
    static void addSpecies(int channels, Kernel.Builder kernel) {
        addSpecies(VectorLayout.lanes(channels), channels, kernel);
    }

    /** The same with no more than so many lanes. */
    static void addSpecies(int lanes, int channels, Kernel.Builder kernel) {
        TypeName type = ParameterizedTypeName.get(Code.type("VectorSpecies"), ClassName.get(Float.class));
        kernel.field(FieldSpec.builder(type, "SPECIES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("LANES_" + lanes)
                .build());
        constant("LANES", "SPECIES.length()", kernel);
        constant("VECTORS", "(" + channels + " + LANES - 1) / LANES", kernel);
    }

    /** Adds a constant number. */
    static void constant(String name, String value, Kernel.Builder kernel) {
        kernel.field(FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build());
    }

    /** An activation of a vector as an expression; empty where it takes scalar code. */
    static Optional<String> activation(Activation activation, String v) {
        String alpha = Literal.of(activation.alpha());
        String beta = Literal.of(activation.beta());
        return Optional.ofNullable(
                switch (activation.kind()) {
                    case NONE -> v;
                    case RELU -> v + ".max(0f)";
                    case RELU6 -> v + ".max(0f).min(6f)";
                    case LEAKY_RELU -> v + ".max(0f).add(" + v + ".min(0f).mul(" + alpha + "))";
                    case HARD_SIGMOID -> v + ".mul(" + alpha + ").add(" + beta + ").min(1f).max(0f)";
                    case HARD_SWISH -> v + ".mul(1f / 6f).add(0.5f).min(1f).max(0f).mul(" + v + ")";
                    default -> null;
                });
    }

    /** Adds a method that applies an activation to all elements, for those that take scalar code. */
    static void addScalarActivation(Activation activation, VectorLayout layout, Kernel.Builder kernel) {
        kernel.method(Code.procedure(
                "Applies " + activation + ".",
                "activate",
                "float[] y, int yOffset",
                Text.of("""
                        for (int row = 0; row < ${height}; row++) {
                            for (int i = yOffset + row * ${rowStride}; i < yOffset + row * ${rowStride} + ${length}; i++) {
                                y[i] = ${value};
                            }
                        }""")
                        .with("height", layout.height())
                        .with("rowStride", layout.rowStride())
                        .with("length", (layout.width() - 1) * layout.columnStride() + layout.channels())
                        .with("value", ActivationCode.of(activation, "y[i]"))
                        .toString()));
    }
}
