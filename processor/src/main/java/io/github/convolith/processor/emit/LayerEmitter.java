package io.github.convolith.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.convolith.processor.emit.Geometry.Axis;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.ConvProblem;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Writes the class of one layer: linking, shapes, and a session around the kernel. */
public final class LayerEmitter {
    private static final ClassName STRING = ClassName.get(String.class);
    private static final ClassName OVERRIDE = ClassName.get(Override.class);
    private static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

    /** The nested class of the portable target, where there is another one. */
    private static final String PORTABLE = "Portable";

    /** The largest size of an axis that a layer can be linked for; far below where index arithmetic would overflow. */
    private static final int LARGEST_SIZE = 1 << 30;

    private final LayerClass target;
    private final ConvPlan plan;
    private final Optional<String> vector;
    private final ConvProblem problem;
    private final Conv conv;
    private final Kernel kernel;
    private final List<Axis> axes;

    private LayerEmitter(LayerClass target, ConvPlan plan, Optional<String> vector) {
        this.target = target;
        this.plan = plan;
        this.vector = vector;
        this.problem = plan.problem();
        this.conv = problem.conv();
        this.kernel = Emitters.of(plan.strategy()).emit(plan);
        this.axes = Geometry.axes(problem);
    }

    /**
     * The source file of a layer.
     *
     * @param vector how the class beside it computes on vectors, in words; empty where there is none
     */
    public static JavaFile emit(LayerClass target, ConvPlan plan, Optional<String> vector) {
        return file(target, new LayerEmitter(target, plan, vector).type());
    }

    static JavaFile file(LayerClass target, TypeSpec type) {
        return JavaFile.builder(target.packageName(), type)
                .indent("    ")
                .skipJavaLangImports(!target.explicitLang())
                .build();
    }

    /** The beginning of a layer class: its name, visibility and what it is. */
    static TypeSpec.Builder classBuilder(LayerClass target) {
        return classBuilder(target, "Layer");
    }

    /** The beginning of a class that implements a type of the runtime. */
    static TypeSpec.Builder classBuilder(LayerClass target, String implemented) {
        return plainClassBuilder(target).addSuperinterface(Code.type(implemented));
    }

    /** The beginning of a class that implements nothing. */
    static TypeSpec.Builder plainClassBuilder(LayerClass target) {
        TypeSpec.Builder type = TypeSpec.classBuilder(target.name())
                .addModifiers(Modifier.FINAL)
                .addJavadoc("$L", target.header());
        if (target.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        if (target.isMarked()) {
            type.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                    .addMember("value", "$S", "io.github.convolith.processor.ConvolithProcessor")
                    .build());
        }
        return type;
    }

    private boolean isFixed() {
        return problem.input().isPresent();
    }

    private boolean hasBias() {
        return conv.bias() != BiasRule.NONE;
    }

    private TypeName kernelType() {
        return kernel.prepare().map(MethodSpec::returnType).orElse(FLOATS);
    }

    private TypeSpec type() {
        TypeSpec.Builder type = classBuilder(target);
        addConstants(type);
        if (vector.isPresent()) {
            addPorts(type);
            addChoice(type);
        } else {
            addFields(type);
            type.addMethod(constructor());
        }
        type.addMethod(link());
        kernel.prepare().ifPresent(type::addMethod);
        type.addMethod(shape("inputShape", "INPUT"));
        type.addMethod(shape("outputShape", "OUTPUT"));
        type.addMethod(newSession(vector.isPresent() ? "sessions.get()" : "new " + sessionName() + "()")
                .addAnnotation(OVERRIDE)
                .addModifiers(Modifier.PUBLIC)
                .build());
        type.addMethod(describe());
        type.addType(vector.isPresent() ? portable() : session());
        return type.build();
    }

    // The choice between the targets.

    /** What goes in and out, as the class for the vector target knows it. */
    private void addPorts(TypeSpec.Builder type) {
        type.addField(port("INPUTS", "input", "INPUT"));
        type.addField(port("OUTPUTS", "output", "OUTPUT"));
    }

    private static FieldSpec port(String constant, String name, String shape) {
        return FieldSpec.builder(NetworkEmitter.portList(), constant, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.of(new $T($S, $L, $T.$L))",
                        List.class,
                        Code.type("Port"),
                        name,
                        shape,
                        Code.type("Layout"),
                        Layout.NCHW)
                .build();
    }

    private static TypeName sessions() {
        return ParameterizedTypeName.get(ClassName.get(Supplier.class), Code.type("Session"));
    }

    private void addChoice(TypeSpec.Builder type) {
        type.addField(sessions(), "sessions", Modifier.PRIVATE, Modifier.FINAL);
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(sessions(), "sessions")
                .addStatement("this.sessions = sessions")
                .build());
    }

    private TypeSpec portable() {
        TypeSpec.Builder type = TypeSpec.classBuilder(PORTABLE)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The layer in plain Java, with its weights.\n");
        addFields(type);
        type.addMethod(constructor());
        type.addMethod(newSession("new " + sessionName() + "()").build());
        return type.addType(session()).build();
    }

    // Fields and linking.

    private void addConstants(TypeSpec.Builder type) {
        if (isFixed()) {
            type.addField(shapeConstant("INPUT", problem.typicalInput()));
            type.addField(shapeConstant("OUTPUT", problem.typicalOutput()));
        }
        if (kernel.readsWeights() && conv.constants().isPresent()) {
            Constants constants = conv.constants().get();
            type.addField(arrayConstant("KERNEL", constants.kernel()));
            if (hasBias()) {
                type.addField(arrayConstant("BIAS", constants.bias()));
            }
        }
    }

    private void addFields(TypeSpec.Builder type) {
        if (!isFixed()) {
            type.addField(Code.type("Shape"), "inputShape", Modifier.PRIVATE, Modifier.FINAL);
            type.addField(Code.type("Shape"), "outputShape", Modifier.PRIVATE, Modifier.FINAL);
            for (Axis axis : axes) {
                type.addField(TypeName.INT, axis.size(), Modifier.PRIVATE, Modifier.FINAL);
                type.addField(TypeName.INT, axis.out(), Modifier.PRIVATE, Modifier.FINAL);
                if (axis.padVaries()) {
                    type.addField(TypeName.INT, axis.pad(), Modifier.PRIVATE, Modifier.FINAL);
                }
            }
        }
        if (kernel.readsWeights()) {
            type.addField(kernelType(), "kernel", Modifier.PRIVATE, Modifier.FINAL);
            if (hasBias()) {
                type.addField(FLOATS, "bias", Modifier.PRIVATE, Modifier.FINAL);
            }
        }
    }

    private static FieldSpec shapeConstant(String name, Shape shape) {
        return FieldSpec.builder(Code.type("Shape"), name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.of($L)", Code.type("Shape"), dimensions(shape))
                .build();
    }

    private static String dimensions(Shape shape) {
        StringJoiner dimensions = new StringJoiner(", ");
        dimensions.add(String.valueOf(shape.channels()));
        shape.sizes().forEach(size -> dimensions.add(String.valueOf(size)));
        return dimensions.toString();
    }

    static FieldSpec arrayConstant(String name, float[] values) {
        StringJoiner lines = new StringJoiner(",\n    ", "{\n    ", "\n}");
        for (int from = 0; from < values.length; from += 9) {
            lines.add(IntStream.range(from, Math.min(values.length, from + 9))
                    .mapToObj(i -> Literal.of(values[i]))
                    .collect(Collectors.joining(", ")));
        }
        return FieldSpec.builder(FLOATS, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", lines)
                .build();
    }

    private MethodSpec constructor() {
        MethodSpec.Builder method = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
        StringJoiner body = new StringJoiner("\n");
        if (!isFixed()) {
            axes.forEach(axis -> method.addParameter(TypeName.INT, axis.size()));
            body.add("inputShape = Shape.of(%d, %s);".formatted(conv.in(), names(Axis::size)));
            for (Axis axis : axes) {
                body.add("this.%1$s = %1$s;".formatted(axis.size()));
                body.add("%s = %s;".formatted(axis.out(), outSize(axis)));
                if (axis.padVaries()) {
                    body.add("%s = %s;".formatted(axis.pad(), samePad(axis)));
                }
            }
            body.add("outputShape = Shape.of(%d, %s);".formatted(conv.out(), names(Axis::out)));
        }
        if (kernel.readsWeights()) {
            method.addParameter(kernelType(), "kernel");
            body.add("this.kernel = kernel;");
            if (hasBias()) {
                method.addParameter(FLOATS, "bias");
                body.add("this.bias = bias;");
            }
        }
        return method.addCode(Code.block(body.toString())).build();
    }

    private String names(java.util.function.Function<Axis, String> name) {
        return axes.stream().map(name).collect(Collectors.joining(", "));
    }

    private static Expr outSize(Axis axis) {
        Expr size = Expr.name(axis.size());
        int stride = axis.window().stride();
        if (axis.window().padding() instanceof Padding.Explicit pad) {
            Expr beyondFirst =
                    size.plus((long) pad.begin() + pad.end() - axis.window().span());
            return beyondFirst.over(stride).plus(1);
        }
        return size.plus(stride - 1L).over(stride);
    }

    private static String samePad(Axis axis) {
        boolean oddAtEnd = axis.window().padding() instanceof Padding.Same same && same.oddAtEnd();
        Expr total = Expr.name(axis.out())
                .plus(-1)
                .times(axis.window().stride())
                .plus(axis.window().span())
                .minus(Expr.name(axis.size()));
        return oddAtEnd ? "Math.max(0, " + total + ") / 2" : "(Math.max(0, " + total + ") + 1) / 2";
    }

    private MethodSpec link() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("link")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(ClassName.get(target.packageName(), target.name()));
        linkParameters(method, isFixed() ? List.of() : axes, conv.constants().isEmpty());
        StringJoiner body = new StringJoiner("\n");
        StringJoiner arguments = new StringJoiner(", ");
        method.addJavadoc(
                "Links the layer$L$L.\n",
                isFixed() ? "" : " to an input size",
                conv.constants().isEmpty() ? " with its weights" : "");
        if (!isFixed()) {
            method.addJavadoc("\n");
            for (Axis axis : axes) {
                long smallest = axis.window().smallestInput();
                method.addJavadoc(
                        "@param $L input $L in elements, from $L to $L\n",
                        axis.size(),
                        axis.size(),
                        smallest,
                        LARGEST_SIZE);
                body.add(Text.of("""
                                if (${size} < ${smallest} || ${size} > ${largest}) {
                                    throw new IllegalArgumentException("${size} = " + ${size} + "; it must be from ${smallest} to ${largest}");
                                }""")
                        .with("size", axis.size())
                        .with("smallest", smallest)
                        .with("largest", LARGEST_SIZE)
                        .toString());
                arguments.add(axis.size());
            }
        }
        if (conv.constants().isEmpty()) {
            String names = conv.windows().size() == 1 ? "kernel" : "kernel height × kernel width";
            if (isFixed()) {
                method.addJavadoc("\n");
            }
            method.addJavadoc(
                    "@param weights {@code weight} of $L × $L × $L ($L);\n    $L\n",
                    conv.out(),
                    conv.inPerGroup(),
                    kernelSizes(" × "),
                    "out × in" + (conv.groups() > 1 ? "/groups" : "") + " × " + names,
                    hasBias()
                            ? "{@code bias} of " + conv.out() + " or " + conv.out() + " × " + conv.inPerGroup()
                                    + ", the latter summed over its input channels"
                            : "a bias is refused");
            body.add(checkWeights());
            arguments.add(kernelExpression());
            if (hasBias()) {
                arguments.add(biasExpression());
            }
        } else if (kernel.readsWeights()) {
            arguments.add(kernel.prepare().isPresent() ? "prepare(KERNEL)" : "KERNEL");
            if (hasBias()) {
                arguments.add("BIAS");
            }
        }
        if (isFixed() && conv.constants().isPresent()) {
            method.addJavadoc("\n");
        }
        method.addJavadoc("@return the layer, to be shared between threads\n");
        if (!isFixed()) {
            method.addJavadoc(
                    "@throws IllegalArgumentException if a size is out of range, or input or output too large\n");
        }
        if (conv.constants().isEmpty()) {
            method.addJavadoc("@throws io.github.convolith.runtime.WeightsException if the weights do not fit\n");
        }
        if (vector.isPresent()) {
            body.add(Text.of("""
                            // The class for the vector target is loaded only where the JVM can run it.
                            return Platform.current().target() == Target.VECTOR
                                    ? new ${layer}(new ${vector}(weights)::newSession)
                                    : new ${layer}(new ${portable}(${arguments})::newSession);""")
                    .with("layer", target.name())
                    .with("vector", VectorNetworkEmitter.vectorName(target.name()))
                    .with("portable", PORTABLE)
                    .with("arguments", arguments)
                    .toString());
        } else {
            body.add("return new %s(%s);".formatted(target.name(), arguments));
        }
        return method.addCode(Code.block(body.toString())).build();
    }

    /** Parameters of {@code link}: sizes that are still open, then the weights. */
    static void linkParameters(MethodSpec.Builder method, List<Axis> open, boolean takesWeights) {
        open.forEach(axis -> method.addParameter(TypeName.INT, axis.size()));
        if (takesWeights) {
            method.addParameter(Code.type("Weights"), "weights");
        }
    }

    private String checkWeights() {
        return hasBias()
                ? "weights.requireOnly(\"weight\", \"bias\");"
                : "weights.requireOnly(\"weight\", \"bias\");\nweights.requireNoBias();";
    }

    private String kernelExpression() {
        String stored = "weights.kernel(%d, %d, %s)".formatted(conv.out(), conv.inPerGroup(), kernelSizes(", "));
        String applied = conv.flipped() ? "Weights.flipped(%s, %d)".formatted(stored, conv.taps()) : stored;
        return kernel.prepare().isPresent() ? "prepare(" + applied + ")" : applied;
    }

    private String biasExpression() {
        String stored = "weights.bias(%d, %d)".formatted(conv.out(), conv.inPerGroup());
        return conv.bias() == BiasRule.SUBTRACT ? "Weights.negated(" + stored + ")" : stored;
    }

    private String kernelSizes(String separator) {
        return conv.windows().stream()
                .map(window -> String.valueOf(window.kernel()))
                .collect(Collectors.joining(separator));
    }

    // What a layer says of itself.

    private MethodSpec shape(String name, String constant) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(OVERRIDE)
                .addModifiers(Modifier.PUBLIC)
                .returns(Code.type("Shape"))
                .addStatement("return $L", isFixed() ? constant : name)
                .build();
    }

    private static MethodSpec.Builder newSession(String session) {
        return MethodSpec.methodBuilder("newSession")
                .returns(Code.type("Session"))
                .addStatement("return $L", session);
    }

    private MethodSpec describe() {
        // ASCII only: a string must not depend on the encoding that the user's compiler writes files in.
        CodeBlock text = CodeBlock.of(
                "$S + $L + $S + $L + $S",
                target.name() + ": ",
                isFixed() ? "INPUT" : "inputShape",
                " to ",
                isFixed() ? "OUTPUT" : "outputShape",
                ", "
                        + (plan.strategy().title()
                                        + vector.map(title -> "; on vectors: " + title)
                                                .orElse(""))
                                .replace('×', 'x'));
        return MethodSpec.methodBuilder("describe")
                .addAnnotation(OVERRIDE)
                .addModifiers(Modifier.PUBLIC)
                .returns(STRING)
                .addStatement("return $L", text)
                .build();
    }

    // The session.

    private String sessionName() {
        return target.name().replaceAll("Layer$", "") + "Session";
    }

    private TypeSpec session() {
        TypeSpec.Builder type = TypeSpec.classBuilder(sessionName())
                .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                .superclass(Code.type("Session"))
                .addJavadoc("The layer at work, with the memory of one thread.\n");
        kernel.fields().forEach(type::addField);
        String shapes = isFixed()
                ? "super(INPUT, OUTPUT);"
                : "super(%1$s.this.inputShape, %1$s.this.outputShape);".formatted(target.name());
        type.addMethod(MethodSpec.constructorBuilder()
                .addCode(Code.block(kernel.constructor().isEmpty() ? shapes : shapes + "\n" + kernel.constructor()))
                .build());
        type.addMethod(MethodSpec.methodBuilder("execute")
                .addAnnotation(OVERRIDE)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(FLOATS, "x")
                .addParameter(TypeName.INT, "xOffset")
                .addParameter(FLOATS, "y")
                .addParameter(TypeName.INT, "yOffset")
                .addCode(Code.block(kernel.execute()))
                .build());
        kernel.methods().forEach(type::addMethod);
        return type.build();
    }
}
