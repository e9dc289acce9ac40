package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.convolith.processor.emit.KernelClass.Weight;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.Band;
import io.github.convolith.processor.plan.Budget;
import io.github.convolith.processor.plan.KernelPlan;
import io.github.convolith.processor.plan.NetworkPlan;
import io.github.convolith.processor.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * What a class needs to compute a network on one target: fields with the weights, a nested class per kernel, and a session
 * that runs every step.
 */
final class SessionCode {
    private static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

    /** Kernels that one method makes, at 11 bytes of bytecode each. */
    private static final int KERNELS = 500;

    /** What an array of weights is made from and for: equal ones are made once. */
    private record Prepared(Parameters parameters, KernelPlan plan) {}

    private final NetworkPlan plan;
    private final Map<String, String> zeros;
    private final String name;
    private final NameAllocator classNames = new NameAllocator();
    private final NameAllocator fieldNames = new NameAllocator();
    private final Map<KernelPlan, KernelClass> kernels = new LinkedHashMap<>();
    private final Map<KernelPlan, List<String>> users = new LinkedHashMap<>();
    private final Map<Prepared, List<String>> weightFields = new LinkedHashMap<>();
    private final Map<Constants, MethodSpec> knownFilters = new LinkedHashMap<>();
    private final WeightFields fields = new WeightFields();

    /**
     * Writes all of it.
     *
     * @param zeros statements that write the zeros around a value, by the value
     * @param name the name of the session's class
     * @param reserved names that are taken
     */
    SessionCode(NetworkPlan plan, Map<String, String> zeros, String name, List<String> reserved) {
        this.plan = plan;
        this.zeros = zeros;
        this.name = name;
        classNames.newName(name, name);
        Stream.concat(Code.names(), reserved.stream()).distinct().forEach(taken -> {
            classNames.newName(taken, taken);
            fieldNames.newName(taken, taken);
        });
        plan.steps().forEach(this::prepare);
        fields.divide(classNames, fieldNames);
    }

    /** Adds the fields, and a constructor that makes them of the weights. */
    void addWeights(TypeSpec.Builder type, Modifier... modifiers) {
        fields.add(type, modifiers);
        knownFilters.values().forEach(type::addMethod);
    }

    /** Adds the session and the classes of the kernels. */
    void addClasses(TypeSpec.Builder type, String javadoc, Function<String, String> strides, String ports) {
        type.addType(session(javadoc, strides, ports));
        kernels.values().forEach(kernel -> type.addType(kernel.type(javadoc(kernel.plan()))));
    }

    /** Adds the classes of the kernel of a layer, and a session that runs it on the arrays outside as they are. */
    void addDirectClasses(TypeSpec.Builder type, String javadoc, String ports) {
        type.addType(directSession(javadoc, ports));
        kernels.values().forEach(kernel -> type.addType(kernel.type(javadoc(kernel.plan()))));
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
            kernel = KernelClass.of(classNames.newName(className(step)), kernelPlan, node);
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
        StringJoiner construct = new StringJoiner("\n");
        String source = source(node, construct);
        List<String> names = new ArrayList<>();
        List<FieldSpec> made = new ArrayList<>();
        for (Weight weight : kernel.weights()) {
            String name = fieldNames.newName(
                    NameAllocator.toJavaIdentifier(node.name().replace('.', '_')) + capitalised(weight.name()));
            made.add(FieldSpec.builder(weight.type(), name, Modifier.PRIVATE, Modifier.FINAL)
                    .build());
            construct.add("%s = %s;".formatted(name, weight.expression().formatted(source)));
            names.add(name);
        }
        fields.add(node.name(), made, construct.toString());
        return names;
    }

    /** Declares the variable that the weights of a node are taken from; returns its name. */
    private String source(Node node, StringJoiner construct) {
        Parameters parameters = parameters(node);
        if (parameters instanceof Values values) {
            return "weights.values(%s, %s)"
                    .formatted(WeightCode.quoted(values.tensor()), NetworkEmitter.dimensions(values.shape()));
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
    private String className(Step step) {
        Node node = step.node();
        String words = Arrays.stream(node.op().title().split("[^A-Za-z0-9]+"))
                .map(SessionCode::capitalised)
                .collect(Collectors.joining());
        String kernel = node.op() instanceof Conv conv && !conv.windows().isEmpty()
                ? conv.windows().stream()
                        .map(Window::kernel)
                        .map(String::valueOf)
                        .collect(Collectors.joining("x"))
                : "";
        List<Integer> sizes = new ArrayList<>(plan.shapes().of(node.name()).dimensions());
        plan.band(step).ifPresent(band -> sizes.set(1, sizes.get(1) / band.turns()));
        return words + kernel + "To" + sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String javadoc(KernelPlan kernel) {
        List<String> names = users.getOrDefault(kernel, List.of());
        return capitalised(kernel.title()) + ", for "
                + names.stream().map(Comment::javadoc).collect(Collectors.joining(", ")) + ".";
    }

    // The session.

    private TypeSpec session(String javadoc, Function<String, String> strides, String ports) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                .superclass(Code.type("NetworkSession"))
                .addJavadoc("$L\n", javadoc);
        StringJoiner constructor = new StringJoiner("\n");
        Listing inputs = slots(
                "inputs",
                ports + "INPUTS",
                plan.graph().inputs().stream().map(Graph.Input::name).toList(),
                strides);
        Listing outputs = slots(
                "outputs",
                ports + "OUTPUTS",
                plan.graph().outputs().stream().map(Graph.Output::value).toList(),
                strides);
        addKernels(type, constructor);
        type.addMethod(MethodSpec.constructorBuilder()
                .addCode(
                        "super($>$>\n$L,\n$L,\n$L);$<$<\n",
                        inputs.expression(),
                        outputs.expression(),
                        plan.arena().elements())
                .addCode(Code.block(constructor.toString()))
                .build());
        addCompute(type);
        inputs.methods().forEach(type::addMethod);
        outputs.methods().forEach(type::addMethod);
        return type.build();
    }

    private TypeSpec directSession(String javadoc, String ports) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                .superclass(Code.type("Session"))
                .addJavadoc("$L\n", javadoc);
        StringJoiner constructor = new StringJoiner("\n");
        constructor.add("super(%1$sINPUTS.get(0).shape(), %1$sOUTPUTS.get(0).shape());".formatted(ports));
        addKernels(type, constructor);
        type.addMethod(MethodSpec.constructorBuilder()
                .addCode(Code.block(constructor.toString()))
                .build());
        Step step = plan.steps().get(0);
        KernelPlan kernelPlan = step.kernel().orElseThrow();
        List<String> weights =
                fields(step.node(), kernelPlan).stream().map(fields::place).toList();
        type.addMethod(MethodSpec.methodBuilder("execute")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(FLOATS, "x")
                .addParameter(TypeName.INT, "xOffset")
                .addParameter(FLOATS, "y")
                .addParameter(TypeName.INT, "yOffset")
                .addCode(Code.block(
                        Objects.requireNonNull(kernels.get(kernelPlan)).directCall(weights)))
                .build());
        return type.build();
    }

    private static Listing slots(String name, String ports, List<String> values, Function<String, String> strides) {
        List<CodeBlock> slots = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            slots.add(
                    CodeBlock.of("new $T($L.get($L), $L)", Code.type("Slot"), ports, i, strides.apply(values.get(i))));
        }
        return Listing.of(name, Code.type("Slot"), slots);
    }

    /** Adds a field for each kernel; where there are too many for the constructor, it calls methods that make them. */
    private void addKernels(TypeSpec.Builder type, StringJoiner constructor) {
        List<KernelClass> all = List.copyOf(kernels.values());
        for (KernelClass kernel : all) {
            FieldSpec.Builder field =
                    FieldSpec.builder(ClassName.bestGuess(kernel.name()), kernel.field(), Modifier.PRIVATE);
            type.addField(
                    all.size() > KERNELS
                            ? field.build()
                            : field.addModifiers(Modifier.FINAL)
                                    .initializer("new $L()", kernel.name())
                                    .build());
        }
        for (int from = 0; all.size() > KERNELS && from < all.size(); from += KERNELS) {
            String name = "makeKernels" + (from / KERNELS + 1);
            constructor.add(name + "();");
            String body = all.subList(from, Math.min(all.size(), from + KERNELS)).stream()
                    .map(kernel -> "%s = new %s();".formatted(kernel.field(), kernel.name()))
                    .collect(Collectors.joining("\n"));
            type.addMethod(Code.method("", TypeName.VOID, name, "", body));
        }
    }

    private void addCompute(TypeSpec.Builder type) {
        List<List<List<Step>>> parts = new ArrayList<>();
        int bytes = 0;
        for (List<Step> together : together()) {
            int more = together.stream().mapToInt(this::bytes).sum();
            if (parts.isEmpty() || bytes + more > Budget.METHOD_BYTES) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            bytes += more;
            parts.get(parts.size() - 1).add(together);
        }
        StringJoiner compute = new StringJoiner("\n");
        plan.graph().inputs().stream()
                .map(input -> zeros(input.name()))
                .filter(statement -> !statement.isEmpty())
                .forEach(statement -> compute.add(statement.stripTrailing()));
        List<MethodSpec> methods = new ArrayList<>();
        for (List<List<Step>> part : parts) {
            String body = part.stream().map(this::statements).collect(Collectors.joining("\n"));
            if (parts.size() == 1) {
                compute.add(body);
            } else {
                String name = "compute" + (methods.size() + 1);
                compute.add(name + "(arena);");
                methods.add(Code.method("", TypeName.VOID, name, "float[] arena", body));
            }
        }
        type.addMethod(MethodSpec.methodBuilder("compute")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(FLOATS, "arena")
                .addCode(Code.block(compute.toString()))
                .build());
        methods.forEach(type::addMethod);
    }

    /** The steps one after the other; those that take turns together. */
    private List<List<Step>> together() {
        List<List<Step>> together = new ArrayList<>();
        Optional<Band> before = Optional.empty();
        for (Step step : plan.steps()) {
            Optional<Band> band = plan.band(step);
            if (band.isEmpty() || !band.equals(before)) {
                together.add(new ArrayList<>());
            }
            together.get(together.size() - 1).add(step);
            before = band;
        }
        return together;
    }

    /**
     * Bytecode of the statements of a step: zeros, where they are written; the kernel and the call, a stretch for each
     * value, a field for each weight. In a band, places are computed, and rows moved.
     */
    private int bytes(Step step) {
        boolean banded = plan.band(step).isPresent();
        return step.kernel().isEmpty()
                ? 0
                : (zeros.containsKey(step.node().name()) ? 30 : 0)
                        + (banded ? 50 : 7)
                        + (banded ? 10 : 4) * (step.inputs().size() + 1)
                        + 10 * fields(step.node(), step.kernel().get()).size();
    }

    private List<String> fields(Node node, KernelPlan kernel) {
        return weightFields.getOrDefault(new Prepared(node.parameters(), kernel), List.of());
    }

    private String statements(List<Step> together) {
        Step first = together.get(0);
        return plan.band(first).map(band -> turns(together, band)).orElseGet(() -> statement(first));
    }

    private String statement(Step step) {
        return step.kernel().isEmpty()
                ? comment(step) + ", in place"
                : zeros(step.node().name()) + comment(step) + "\n" + call(step, value -> Expr.ZERO);
    }

    /** The steps that take turns, in a loop. */
    private String turns(List<Step> steps, Band band) {
        String zeros = steps.stream().map(step -> zeros(step.node().name())).collect(Collectors.joining());
        StringJoiner turn = new StringJoiner("\n");
        for (Band.Carry carry : band.carries()) {
            String rows = carry.rows() == 1 ? "the last row" : "the last " + carry.rows() + " rows";
            turn.add("// " + rows + " of " + Comment.line(carry.value()) + " again, above the next ones");
            turn.add("if (turn > 0) {\n    System.arraycopy(arena, %d, arena, %d, %d);\n}"
                    .formatted(carry.from(), carry.to(), carry.elements()));
        }
        for (Step step : steps) {
            turn.add(comment(step));
            turn.add(call(step, value -> Expr.name("turn").times(band.advance(value))));
        }
        return zeros + "// some rows at a time\n" + Loop.over("turn", band.turns(), at -> turn.toString());
    }

    private String comment(Step step) {
        return "// %s: %s to %s"
                .formatted(
                        Comment.line(step.node().name()),
                        step.node().op().title(),
                        plan.shapes().of(step.node().name()));
    }

    /**
     * The call of a kernel.
     *
     * @param further how far behind the place of a value it is read or written
     */
    private String call(Step step, Function<String, Expr> further) {
        Node node = step.node();
        KernelPlan kernelPlan = step.kernel().orElseThrow();
        KernelClass kernel = kernels.get(kernelPlan);
        if (kernel == null) {
            throw new IllegalStateException("no kernel for " + node.name());
        }
        List<String> weights =
                fields(node, kernelPlan).stream().map(fields::place).toList();
        List<Expr> from = new ArrayList<>();
        for (int i = 0; i < step.inputs().size(); i++) {
            from.add(Expr.of(step.inputs().get(i))
                    .plus(further.apply(node.inputs().get(i))));
        }
        return kernel.call(from, Expr.of(step.output()).plus(further.apply(node.name())), weights);
    }

    /** The statement that writes the zeros around a value, if it is needed. */
    private String zeros(String value) {
        String statement = zeros.get(value);
        return statement == null ? "" : "// zeros around " + Comment.line(value) + "\n" + statement + "\n";
    }
}
