package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.convolith.processor.emit.KernelClass.Weight;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Tensor;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.KernelPlan;
import io.github.convolith.processor.plan.NetworkPlan;
import io.github.convolith.processor.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the class of a network: linking, ports, a session that runs every step, and a nested class per kernel. */
public final class NetworkEmitter {
    private static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

    /** Steps of one method; each takes some 40 bytes of bytecode. */
    private static final int STEPS = 100;

    /** What an array of weights is made from and for: equal ones are made once. */
    private record Prepared(Parameters parameters, KernelPlan plan) {}

    private final NetworkClass target;
    private final NetworkPlan plan;
    private final NameAllocator classNames = new NameAllocator();
    private final NameAllocator fieldNames = new NameAllocator();
    private final Map<KernelPlan, KernelClass> kernels = new LinkedHashMap<>();
    private final Map<KernelPlan, List<String>> users = new LinkedHashMap<>();
    private final Map<Prepared, List<String>> weightFields = new LinkedHashMap<>();
    private final Map<Constants, MethodSpec> knownFilters = new LinkedHashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();
    private final StringJoiner construct = new StringJoiner("\n");

    private NetworkEmitter(NetworkClass target, NetworkPlan plan) {
        this.target = target;
        this.plan = plan;
        Stream.concat(
                        Code.names(),
                        Stream.of(target.frame().name(), sessionName(), "INPUTS", "OUTPUTS", "arena", "weights"))
                .distinct()
                .forEach(name -> {
                    classNames.newName(name, name);
                    fieldNames.newName(name, name);
                });
    }

    public static JavaFile emit(NetworkClass target, NetworkPlan plan) {
        return LayerEmitter.file(target.frame(), new NetworkEmitter(target, plan).type());
    }

    private TypeSpec type() {
        plan.steps().forEach(this::prepare);
        TypeSpec.Builder type = LayerEmitter.classBuilder(target.frame(), "Network");
        type.addField(ports(
                "INPUTS",
                plan.graph().inputs().stream()
                        .map(input -> port(input.name(), input.shape(), input.layout()))
                        .toList()));
        type.addField(ports(
                "OUTPUTS",
                plan.graph().outputs().stream()
                        .map(output -> port(output.name(), plan.shapes().of(output.value()), output.layout()))
                        .toList()));
        fields.forEach(type::addField);
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(Code.type("Weights"), "weights")
                .addCode(Code.block(construct.toString()))
                .build());
        knownFilters.values().forEach(type::addMethod);
        type.addMethod(link());
        target.resource().ifPresent(resource -> type.addMethod(load(resource)));
        type.addMethod(getter("inputs", portList(), "INPUTS"));
        type.addMethod(getter("outputs", portList(), "OUTPUTS"));
        type.addMethod(getter("newSession", Code.type("NetworkSession"), "new " + sessionName() + "()"));
        type.addMethod(describe());
        type.addType(session());
        kernels.values().forEach(kernel -> type.addType(kernel.type(javadoc(kernel.plan()))));
        return type.build();
    }

    // Kernels and weights.

    private void prepare(Step step) {
        if (step.kernel().isEmpty()) {
            return;
        }
        KernelPlan kernelPlan = step.kernel().get();
        Node node = step.node();
        KernelClass kernel = kernels.get(kernelPlan);
        if (kernel == null) {
            kernel = KernelClass.of(classNames.newName(className(node)), kernelPlan, node);
            kernels.put(kernelPlan, kernel);
        }
        users.computeIfAbsent(kernelPlan, key -> new ArrayList<>()).add(node.name());
        Prepared prepared = new Prepared(node.parameters(), kernelPlan);
        if (!weightFields.containsKey(prepared)) {
            weightFields.put(prepared, weights(node, kernel));
        }
    }

    /** Adds the fields that hold the weights of a node; returns their names. */
    private List<String> weights(Node node, KernelClass kernel) {
        if (kernel.weights().isEmpty()) {
            return List.of();
        }
        String source = source(node);
        List<String> names = new ArrayList<>();
        for (Weight weight : kernel.weights()) {
            String name = fieldNames.newName(
                    NameAllocator.toJavaIdentifier(node.name().replace('.', '_')) + capitalised(weight.name()));
            fields.add(FieldSpec.builder(weight.type(), name, Modifier.PRIVATE, Modifier.FINAL)
                    .build());
            construct.add("%s = %s;".formatted(name, weight.expression().formatted(source)));
            names.add(name);
        }
        return names;
    }

    /** Declares the variable that the weights of a node are taken from; returns its name. */
    private String source(Node node) {
        Parameters parameters = parameters(node);
        if (parameters instanceof Values values) {
            return "weights.values(%s, %s)".formatted(WeightCode.quoted(values.tensor()), dimensions(values.shape()));
        }
        String name =
                fieldNames.newName(NameAllocator.toJavaIdentifier(node.name().replace('.', '_')));
        construct.add(
                parameters instanceof FilterSource filter
                        ? "Filter " + name + " = " + WeightCode.of(filter, this::knownFilter) + ";"
                        : "Affine " + name + " = " + WeightCode.of((ScaleSource) parameters) + ";");
        return name;
    }

    /** Where the weights of a node come from; those that stand in the spec, where it has any. */
    private static Parameters parameters(Node node) {
        return node.op() instanceof Conv conv && conv.constants().isPresent()
                ? new FilterSource.Known(conv.constants().get())
                : node.parameters();
    }

    /** A call of a method that makes a filter of known numbers. A method each, as one may be large and all too large. */
    private String knownFilter(Constants constants) {
        MethodSpec method = knownFilters.computeIfAbsent(
                constants,
                key -> MethodSpec.methodBuilder("knownFilter" + (knownFilters.size() + 1))
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(Code.type("Filter"))
                        .addStatement(
                                "return Filter.of(\n$L,\n$L)",
                                WeightCode.array(key.kernel()),
                                WeightCode.array(key.bias()))
                        .build());
        return method.name() + "()";
    }

    /** A name that says what the kernel does and to which shape: {@code MaxPoolingTo6x14x14}. */
    private String className(Node node) {
        String words = Arrays.stream(node.op().title().split("[^A-Za-z0-9]+"))
                .map(NetworkEmitter::capitalised)
                .collect(Collectors.joining());
        String kernel = node.op() instanceof Conv conv && !conv.windows().isEmpty()
                ? conv.windows().stream()
                        .map(Window::kernel)
                        .map(String::valueOf)
                        .collect(Collectors.joining("x"))
                : "";
        return words + kernel + "To"
                + plan.shapes().of(node.name()).dimensions().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("x"));
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String javadoc(KernelPlan kernel) {
        List<String> names = users.getOrDefault(kernel, List.of());
        return capitalised(kernel.title()) + ", for "
                + names.stream().map(Comment::javadoc).collect(Collectors.joining(", ")) + ".";
    }

    // Ports.

    private static TypeName portList() {
        return ParameterizedTypeName.get(ClassName.get(List.class), Code.type("Port"));
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

    private static String dimensions(Shape shape) {
        return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static FieldSpec ports(String name, List<CodeBlock> ports) {
        return FieldSpec.builder(portList(), name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.of($L)", List.class, CodeBlock.join(ports, ", "))
                .build();
    }

    /** Where a value lies in the arena, as the runtime wants to know it. */
    private String slot(String port, String value) {
        List<Integer> dimensions = plan.shapes().of(value).dimensions();
        StringJoiner strides = new StringJoiner(", ");
        for (int axis = 0; axis < dimensions.size(); axis++) {
            strides.add(String.valueOf(
                    dimensions.subList(axis + 1, dimensions.size()).stream().reduce(1, Math::multiplyExact)));
        }
        return "new Slot(%s, %d, %s)".formatted(port, plan.arena().offset(value), strides);
    }

    // Methods.

    private ClassName own() {
        return ClassName.get(target.frame().packageName(), target.frame().name());
    }

    private String sessionName() {
        return target.frame().name().replaceAll("Network$", "") + "Session";
    }

    private MethodSpec link() {
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
        return method.addCode(Code.block("weights.requireOnly("
                        + tensors.stream()
                                .map(tensor -> "\n        " + WeightCode.quoted(tensor.name()))
                                .collect(Collectors.joining(","))
                        + ");\nreturn new " + target.frame().name() + "(weights);"))
                .build();
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

    private MethodSpec describe() {
        CodeBlock lines = target.description().stream()
                .map(line -> CodeBlock.of("$S", line))
                .collect(CodeBlock.joining(",\n", "", ""));
        return MethodSpec.methodBuilder("describe")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addCode("return $T.join(\n$>$>\"\\n\",\n$L);$<$<\n", String.class, lines)
                .build();
    }

    // The session.

    private TypeSpec session() {
        TypeSpec.Builder type = TypeSpec.classBuilder(sessionName())
                .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                .superclass(Code.type("NetworkSession"))
                .addJavadoc("The network at work, with the memory of one thread.\n");
        for (KernelClass kernel : kernels.values()) {
            type.addField(FieldSpec.builder(
                            ClassName.bestGuess(kernel.name()), kernel.field(), Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new $L()", kernel.name())
                    .build());
        }
        type.addMethod(MethodSpec.constructorBuilder()
                .addCode(Code.block("super(\n        List.of(%s),\n        List.of(%s),\n        %d);"
                        .formatted(inputSlots(), outputSlots(), plan.arena().elements())))
                .build());
        addCompute(type);
        return type.build();
    }

    private String inputSlots() {
        StringJoiner slots = new StringJoiner(", ");
        for (int i = 0; i < plan.graph().inputs().size(); i++) {
            slots.add(slot("INPUTS.get(" + i + ")", plan.graph().inputs().get(i).name()));
        }
        return slots.toString();
    }

    private String outputSlots() {
        StringJoiner slots = new StringJoiner(", ");
        for (int i = 0; i < plan.graph().outputs().size(); i++) {
            slots.add(
                    slot("OUTPUTS.get(" + i + ")", plan.graph().outputs().get(i).value()));
        }
        return slots.toString();
    }

    private void addCompute(TypeSpec.Builder type) {
        List<Step> steps = plan.steps();
        StringJoiner parts = new StringJoiner("\n");
        List<MethodSpec> methods = new ArrayList<>();
        for (int from = 0; from < steps.size(); from += STEPS) {
            String body = steps.subList(from, Math.min(steps.size(), from + STEPS)).stream()
                    .map(this::statement)
                    .collect(Collectors.joining("\n"));
            if (steps.size() <= STEPS) {
                parts.add(body);
            } else {
                String name = "compute" + from;
                parts.add(name + "(arena);");
                methods.add(Code.method("", TypeName.VOID, name, "float[] arena", body));
            }
        }
        type.addMethod(MethodSpec.methodBuilder("compute")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(FLOATS, "arena")
                .addCode(Code.block(parts.toString()))
                .build());
        methods.forEach(type::addMethod);
    }

    private String statement(Step step) {
        Node node = step.node();
        String comment = "// %s: %s to %s"
                .formatted(
                        Comment.line(node.name()),
                        node.op().title(),
                        plan.shapes().of(node.name()));
        if (step.kernel().isEmpty()) {
            return comment + ", in place";
        }
        KernelPlan kernelPlan = step.kernel().get();
        KernelClass kernel = kernels.get(kernelPlan);
        List<String> weights = weightFields.getOrDefault(new Prepared(node.parameters(), kernelPlan), List.of());
        if (kernel == null) {
            throw new IllegalStateException("no kernel for " + node.name());
        }
        return comment + "\n" + kernel.call(step.inputs(), step.output(), weights);
    }
}
