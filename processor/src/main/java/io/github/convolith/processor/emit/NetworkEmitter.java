package io.github.convolith.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Tensor;
import io.github.convolith.processor.plan.NetworkPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the class of a network: linking, ports, a session that runs every step, and a nested class per kernel. */
public final class NetworkEmitter {
    /** Strings that one method hands over, at 7 bytes of bytecode each. */
    private static final int STRINGS = 500;

    private static final String SESSION = "The network at work, with the memory of one thread.";

    private final NetworkClass target;
    private final NetworkPlan plan;
    private final boolean hasVector;

    private final NameAllocator portNames = new NameAllocator();

    private NetworkEmitter(NetworkClass target, NetworkPlan plan, boolean hasVector) {
        this.target = target;
        this.plan = plan;
        this.hasVector = hasVector;
        Stream.of("INPUTS", "OUTPUTS").forEach(name -> portNames.newName(name, name));
    }

    /** Writes the class of a network for the portable target alone. */
    public static JavaFile emit(NetworkClass target, NetworkPlan plan) {
        return LayerEmitter.file(target.frame(), new NetworkEmitter(target, plan, false).type());
    }

    /** Writes the class of a network that has another one beside it for the vector target, as it is named here. */
    public static JavaFile emitBeside(NetworkClass target, NetworkPlan plan) {
        return LayerEmitter.file(target.frame(), new NetworkEmitter(target, plan, true).type());
    }

    private TypeSpec type() {
        SessionCode code = new SessionCode(
                plan,
                Map.of(),
                sessionName(target.frame().name()),
                List.of(target.frame().name(), "Portable", "INPUTS", "OUTPUTS", "arena", "weights"));
        TypeSpec.Builder type = LayerEmitter.classBuilder(target.frame(), "Network");
        List<CodeBlock> ins = new ArrayList<>();
        for (Graph.Input input : plan.graph().inputs()) {
            ins.add(addPort(type, "input", input.name(), input.shape(), input.layout()));
        }
        List<CodeBlock> outs = new ArrayList<>();
        for (Graph.Output output : plan.graph().outputs()) {
            outs.add(addPort(type, "output", output.name(), plan.shapes().of(output.value()), output.layout()));
        }
        Listing inputs = Listing.of("inputs", Code.type("Port"), ins);
        Listing outputs = Listing.of("outputs", Code.type("Port"), outs);
        type.addField(ports("INPUTS", inputs.expression()));
        type.addField(ports("OUTPUTS", outputs.expression()));
        if (hasVector) {
            addChoice(type);
        } else {
            code.addWeights(type, Modifier.PRIVATE);
        }
        type.addMethod(link(type));
        target.resource().ifPresent(resource -> type.addMethod(load(resource)));
        type.addMethod(getter("inputs", portList(), "INPUTS"));
        type.addMethod(getter("outputs", portList(), "OUTPUTS"));
        type.addMethod(getter(
                "newSession",
                Code.type("NetworkSession"),
                hasVector
                        ? "sessions.get()"
                        : "new " + sessionName(target.frame().name()) + "()"));
        type.addMethod(
                hasVector
                        ? getter("describe", ClassName.get(String.class), "description.get()")
                        : describe(target.description(), type)
                                .addAnnotation(Override.class)
                                .addModifiers(Modifier.PUBLIC)
                                .build());
        inputs.methods().forEach(type::addMethod);
        outputs.methods().forEach(type::addMethod);
        if (hasVector) {
            type.addType(portable(code));
        } else {
            code.addClasses(type, SESSION, this::place, "");
        }
        return type.build();
    }

    /** The fields and the constructor that choose between this class and the one for the vector target. */
    private void addChoice(TypeSpec.Builder type) {
        TypeName sessions = ParameterizedTypeName.get(ClassName.get(Supplier.class), Code.type("NetworkSession"));
        type.addField(FieldSpec.builder(sessions, "sessions", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        TypeName text = ParameterizedTypeName.get(ClassName.get(Supplier.class), ClassName.get(String.class));
        type.addField(FieldSpec.builder(text, "description", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(Code.type("Weights"), "weights")
                .addCode(Code.block(Text.of("""
                        // The class for the vector target is loaded only where the JVM can run it.
                        if (Platform.current().target() == Target.VECTOR) {
                            sessions = new ${vector}(weights)::newSession;
                            description = ${vector}::describe;
                        } else {
                            sessions = new Portable(weights)::newSession;
                            description = Portable::describe;
                        }""")
                        .with(
                                "vector",
                                VectorNetworkEmitter.vectorName(target.frame().name()))
                        .toString()))
                .build());
    }

    private TypeSpec portable(SessionCode code) {
        TypeSpec.Builder type = TypeSpec.classBuilder("Portable")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The network in plain Java, with its weights.\n");
        code.addWeights(type);
        type.addMethod(MethodSpec.methodBuilder("newSession")
                .returns(Code.type("NetworkSession"))
                .addStatement("return new $L()", sessionName(target.frame().name()))
                .build());
        type.addMethod(describe(target.description(), type)
                .addModifiers(Modifier.STATIC)
                .build());
        code.addClasses(type, SESSION, this::place, "");
        return type.build();
    }

    // Ports.

    static TypeName portList() {
        return ParameterizedTypeName.get(ClassName.get(List.class), Code.type("Port"));
    }

    /** Adds a constant for an input or output; returns its name. */
    private CodeBlock addPort(TypeSpec.Builder type, String side, String name, Shape shape, Layout layout) {
        String words = NameAllocator.toJavaIdentifier(name.replaceAll("([a-z0-9])([A-Z])", "$1_$2"))
                .toUpperCase(Locale.ROOT);
        // A damaged model may call a value nothing at all.
        String constant = portNames.newName(words.isEmpty() ? side.toUpperCase(Locale.ROOT) : words);
        type.addField(FieldSpec.builder(Code.type("Port"), constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The $L $L.\n", side, Comment.code(name))
                .initializer(port(name, shape, layout))
                .build());
        return CodeBlock.of("$L", constant);
    }

    private static CodeBlock port(String name, Shape shape, Layout layout) {
        return CodeBlock.of(
                "new $T($S, $T.of($L), $T.$L)",
                Code.type("Port"),
                name,
                Code.type("Shape"),
                dimensions(shape),
                Code.type("Layout"),
                layout);
    }

    static String dimensions(Shape shape) {
        return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private FieldSpec ports(String name, CodeBlock ports) {
        FieldSpec.Builder field = FieldSpec.builder(portList(), name, Modifier.STATIC, Modifier.FINAL)
                .initializer(ports);
        if (!hasVector) {
            field.addModifiers(Modifier.PRIVATE);
        }
        return field.build();
    }

    /** Where a value lies in the arena, and its strides, as the runtime wants to know them. */
    private String place(String value) {
        List<Integer> dimensions = plan.shapes().of(value).dimensions();
        StringJoiner place = new StringJoiner(", ");
        place.add(String.valueOf(plan.arena().offset(value)));
        for (int axis = 0; axis < dimensions.size(); axis++) {
            place.add(String.valueOf(
                    dimensions.subList(axis + 1, dimensions.size()).stream().reduce(1, Math::multiplyExact)));
        }
        return place.toString();
    }

    // Methods.

    private ClassName own() {
        return ClassName.get(target.frame().packageName(), target.frame().name());
    }

    /** The session class of a network class. */
    static String sessionName(String network) {
        return network.replaceAll("Network$", "") + "Session";
    }

    private MethodSpec link(TypeSpec.Builder type) {
        List<Tensor> tensors = plan.graph().tensors();
        MethodSpec.Builder method = MethodSpec.methodBuilder("link")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("Links the network with its weights.\n\n@param weights\n")
                .returns(own())
                .addParameter(Code.type("Weights"), "weights");
        StringJoiner javadoc = new StringJoiner(",\n");
        for (Tensor tensor : tensors.stream().filter(each -> !each.isIgnored()).toList()) {
            javadoc.add("    " + Comment.code(tensor.name()) + " of "
                    + tensor.dimensions().stream().map(String::valueOf).collect(Collectors.joining(" × "))
                    + (tensor.optional() ? " (may be missing)" : ""));
        }
        method.addJavadoc("""
                $L
                @return the network, to be shared between threads
                @throws io.github.convolith.runtime.WeightsException if the weights do not fit
                """, tensors.isEmpty() ? "    nothing" : javadoc);
        CodeBlock names =
                strings("names", tensors.stream().map(Tensor::name).toList(), ".toArray(String[]::new)", type);
        return method.addCode("weights.requireOnly($>$>$L);$<$<\n", names)
                .addStatement("return new $L(weights)", target.frame().name())
                .build();
    }

    /** Strings as arguments, or where there are too many for a method, an expression that takes its place. */
    private static CodeBlock strings(String name, List<String> strings, String conversion, TypeSpec.Builder type) {
        List<CodeBlock> literals =
                strings.stream().map(string -> CodeBlock.of("$S", string)).toList();
        if (literals.size() <= STRINGS) {
            return literals.stream()
                    .map(literal -> CodeBlock.of("\n$L", literal))
                    .collect(CodeBlock.joining(","));
        }
        Listing listing = Listing.of(name, ClassName.get(String.class), literals);
        listing.methods().forEach(type::addMethod);
        return CodeBlock.of("\n$L$L", listing.expression(), conversion);
    }

    private MethodSpec load(NetworkClass.Resource resource) {
        return MethodSpec.methodBuilder("load")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(own())
                .addJavadoc("""
                        Loads the network with the weights that were packed beside this class when it was compiled.

                        @return the network, to be shared between threads
                        @throws io.github.convolith.runtime.WeightsException if they are missing or damaged
                        """)
                .addStatement(
                        "return link($T.resource($L.class, $S, $LL))",
                        Code.type("Weights"),
                        target.frame().name(),
                        resource.name(),
                        "0x" + Long.toHexString(resource.crc32()))
                .build();
    }

    private static MethodSpec getter(String name, TypeName type, String value) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return $L", value)
                .build();
    }

    /** The method that gives a description, line by line; what it needs besides is added to its class. */
    static MethodSpec.Builder describe(List<String> description, TypeSpec.Builder type) {
        return MethodSpec.methodBuilder("describe")
                .returns(String.class)
                .addCode(
                        "return $T.join($>$>\n\"\\n\",$L);$<$<\n",
                        String.class,
                        strings("lines", description, "", type));
    }
}
