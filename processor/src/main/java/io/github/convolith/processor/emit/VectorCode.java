package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.plan.VectorLayout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What the kernels of the vector target have in common. */
final class VectorCode {
    private VectorCode() {}

    /**
     * The species and its lanes. There is a single one: C2 of JDK 17 learns the class of the vectors at a call from what
     * it has seen there, and gives up, boxing every vector, where it has seen two.
     */
    static List<FieldSpec> species() {
        TypeName type = ParameterizedTypeName.get(Code.type("VectorSpecies"), ClassName.get(Float.class));
        FieldSpec species = FieldSpec.builder(type, "SPECIES", Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The vectors of this machine, or those of 512 bits where they are longer.\n")
                .initializer(
                        Code.expression(
                                "FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED"))
                .build();
        FieldSpec lanes = FieldSpec.builder(TypeName.INT, "LANES", Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Floats of a vector.\n")
                .initializer("SPECIES.length()")
                .build();
        return List.of(species, lanes);
    }

    /** Adds an array that a session has for itself. */
    static void addScratch(String name, String javadoc, int size, Kernel.Builder kernel) {
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), name, Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", javadoc)
                .initializer("new float[$L]", size)
                .build());
    }

    /** Adds the constant that says how many vectors hold so many channels. */
    static void addVectors(int channels, Kernel.Builder kernel) {
        constant("VECTORS", "(" + channels + " + LANES - 1) / LANES", kernel);
    }

    /**
     * One of the loops around what is done with an input.
     *
     * @param name what is counted
     * @param count how often
     * @param stride how far the inputs of two turns are apart
     */
    record Turns(String name, int count, int stride) {}

    /**
     * Adds the table {@code OFFSETS}, where the inputs of nested loops lie, so that they are one loop: C2 of JDK 17 keeps
     * no sums in registers from one turn of an outer loop to the next.
     */
    static void addOffsets(List<Turns> loops, Kernel.Builder kernel) {
        kernel.field(FieldSpec.builder(
                        ArrayTypeName.of(TypeName.INT), "OFFSETS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("How far what is read in each turn lies behind what is read first.\n")
                .initializer("offsets()")
                .build());
        int count = loops.stream().mapToInt(Turns::count).reduce(1, Math::multiplyExact);
        Expr offset = Expr.ZERO;
        for (Turns loop : loops) {
            if (loop.count() > 1) {
                offset = offset.plus(Expr.name(loop.name()).times(loop.stride()));
            }
        }
        String body = "offsets[at++] = " + offset + ";";
        for (int i = loops.size() - 1; i >= 0; i--) {
            String inner = body;
            body = Loop.over(loops.get(i).name(), loops.get(i).count(), turn -> inner);
        }
        kernel.method(Code.method(
                "Offsets of " + loops.stream().map(Turns::name).collect(Collectors.joining(", ")) + ".",
                ArrayTypeName.of(TypeName.INT),
                "offsets",
                "",
                Text.of("""
                                int[] offsets = new int[${count}];
                                int at = 0;
                                ${loops}
                                return offsets;""").with("count", count).with("loops", body).toString(),
                Modifier.STATIC));
    }

    /** How far a channel lies behind the first one. */
    static String place(String channel, VectorLayout layout) {
        int apart = layout.shuffle();
        return "%1$s %% %2$d * %3$d + %1$s / %2$d".formatted(channel, apart, layout.channels() / apart);
    }

    /** Adds the table {@code INPUTS}, where the channels of an input lie that is shuffled. */
    static void addInputs(VectorLayout input, Kernel.Builder kernel) {
        kernel.field(FieldSpec.builder(
                        ArrayTypeName.of(TypeName.INT), "INPUTS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("How far each channel of the input lies behind the first one.\n")
                .initializer("inputs()")
                .build());
        kernel.method(Code.method(
                "Places of the channels.",
                ArrayTypeName.of(TypeName.INT),
                "inputs",
                "",
                Text.of("""
                                int[] inputs = new int[${channels}];
                                for (int channel = 0; channel < ${channels}; channel++) {
                                    inputs[channel] = ${place};
                                }
                                return inputs;""")
                        .with("channels", input.channels())
                        .with("place", place("channel", input))
                        .toString(),
                Modifier.STATIC));
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

    /**
     * Statements that apply an activation to a vector, in the fewest instructions: {@code max} has to put 0 above -0 and
     * to keep NaN, which are six of them on x86, a comparison and a choice do the same in two. They count twice in the
     * budget of a method ({@link VectorOps}), so this is for methods that do little else.
     */
    static String activate(Activation activation, String v) {
        String alpha = Literal.of(activation.alpha());
        String beta = Literal.of(activation.beta());
        return switch (activation.kind()) {
            case NONE -> "";
            case RELU -> atLeast(v, "0f");
            case RELU6 -> atLeast(v, "0f") + "\n" + atMost(v, "6f");
            case LEAKY_RELU ->
                "%1$s = %1$s.blend(%1$s.mul(%2$s), %1$s.compare(VectorOperators.LT, 0f));".formatted(v, alpha);
            case HARD_SIGMOID ->
                "%1$s = %1$s.mul(%2$s).add(%3$s);\n".formatted(v, alpha, beta) + atMost(v, "1f") + "\n"
                        + atLeast(v, "0f");
            case HARD_SWISH ->
                "FloatVector gate = %s.mul(1f / 6f).add(0.5f);\n".formatted(v)
                        + atMost("gate", "1f") + "\n" + atLeast("gate", "0f")
                        + "\n%1$s = %1$s.mul(gate);".formatted(v);
            default -> throw new IllegalStateException(activation + " takes scalar code");
        };
    }

    private static String atLeast(String v, String least) {
        return "%1$s = %1$s.blend(%2$s, %1$s.compare(VectorOperators.LE, %2$s));".formatted(v, least);
    }

    private static String atMost(String v, String most) {
        return "%1$s = %1$s.blend(%2$s, %1$s.compare(VectorOperators.GE, %2$s));".formatted(v, most);
    }

    /** Adds a method that applies an activation to all elements, for those that take scalar code. */
    static void addScalarActivation(Activation activation, VectorLayout layout, Kernel.Builder kernel) {
        kernel.method(Code.procedure(
                "Applies " + activation + ".",
                "activate",
                "float[] y, int yOffset",
                layout.isChannelsLast() ? activatePixels(activation, layout) : activatePlanes(activation, layout)));
    }

    private static String activatePlanes(Activation activation, VectorLayout layout) {
        return Loop.over(
                "plane",
                layout.channels(),
                plane -> Loop.over("row", layout.height(), row -> {
                    Expr first = Expr.name("yOffset")
                            .plus(plane.times(layout.channelStride()))
                            .plus(row.times(layout.rowStride()));
                    return activateStretch(activation, first, layout.width());
                }));
    }

    /** A row at a time where nothing else lies between its pixels, else a pixel at a time. */
    private static String activatePixels(Activation activation, VectorLayout layout) {
        boolean alone = layout.columnStride() == VectorLayout.padded(layout.channels());
        int stretches = alone ? 1 : layout.width();
        int length = layout.channels() + (alone ? (layout.width() - 1) * layout.columnStride() : 0);
        return Loop.over(
                "row",
                layout.height(),
                row -> Loop.over("column", stretches, column -> {
                    Expr first = Expr.name("yOffset")
                            .plus(row.times(layout.rowStride()))
                            .plus(column.times(layout.columnStride()));
                    return activateStretch(activation, first, length);
                }));
    }

    private static String activateStretch(Activation activation, Expr first, int length) {
        return Text.of("""
                        int first = ${first};
                        for (int i = first; i < first + ${length}; i++) {
                            y[i] = ${value};
                        }""")
                .with("first", first)
                .with("length", length)
                .with("value", ActivationCode.of(activation, "y[i]"))
                .toString();
    }
}
