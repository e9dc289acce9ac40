package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.graph.Weighted;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.KernelPlan;
import io.github.convolith.processor.plan.OpPlan;
import io.github.convolith.processor.plan.VectorConverted;
import io.github.convolith.processor.plan.VectorKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * The nested class of a network that computes all nodes of one kind and shape.
 *
 * @param name its name, and that of the field which holds its only instance in a session
 * @param inputs the variables that its code reads its inputs from
 * @param weights the parameters that hold its weights
 */
record KernelClass(String name, KernelPlan plan, Kernel kernel, List<String> inputs, List<Weight> weights) {
    private static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

    /**
     * An array of weights.
     *
     * @param expression what makes it, of a variable that holds a {@code Filter}, an {@code Affine} or the weights
     */
    record Weight(TypeName type, String name, String expression) {}

    static KernelClass of(String name, KernelPlan plan, Node node) {
        if (plan instanceof VectorConverted converted) {
            // A reshape is done by the copies alone.
            Kernel portable =
                    node.op() instanceof Reshape ? new Kernel.Builder().execute("") : kernel(converted.portable());
            List<Weight> weights = weights(name, converted.portable(), portable, node);
            Kernel kernel = VectorConvertedEmitter.emit(converted, portable, inputs(node.op()), weights);
            return new KernelClass(name, plan, kernel, inputs(node.op()), weights);
        }
        Kernel kernel = kernel(plan);
        return new KernelClass(name, plan, kernel, inputs(node.op()), weights(name, plan, kernel, node));
    }

    private static Kernel kernel(KernelPlan plan) {
        if (plan instanceof ConvPlan conv) {
            return Emitters.of(conv.strategy()).emit(conv);
        }
        return plan instanceof VectorKernel vector ? VectorEmitters.emit(vector) : OpEmitters.emit((OpPlan) plan);
    }

    /** The variables that the code of an operator reads its inputs from. */
    static List<String> inputs(Op op) {
        int count = op.inputs();
        if (count == 0 || count > 2 || op instanceof Concat) {
            return IntStream.range(0, count).mapToObj(i -> "x" + i).toList();
        }
        if (count == 1) {
            return List.of("x");
        }
        return op instanceof Conv ? List.of("x", "residual") : List.of("a", "b");
    }

    private static List<Weight> weights(String name, KernelPlan plan, Kernel kernel, Node node) {
        List<Weight> weights = new ArrayList<>();
        if (plan instanceof VectorKernel && kernel.prepare().isPresent()) {
            String parts = node.parameters() instanceof ScaleSource
                    ? "(%1$s.scale(), %1$s.shift())"
                    : node.parameters() instanceof Values ? "(%s)" : "(%1$s.kernel(), %1$s.bias())";
            TypeName type = kernel.prepare().get().returnType();
            weights.add(new Weight(type, "weights", name + ".prepare" + parts));
        } else if (node.op() instanceof Weighted op) {
            if (kernel.readsWeights()) {
                weights.add(kernel.prepare()
                        .map(prepare -> new Weight(prepare.returnType(), "kernel", name + ".prepare(%s.kernel())"))
                        .orElse(new Weight(FLOATS, "kernel", "%s.kernel()")));
                if (op.bias() != BiasRule.NONE) {
                    weights.add(new Weight(FLOATS, "bias", "%s.bias()"));
                }
            }
        } else if (node.parameters() instanceof ScaleSource) {
            weights.add(new Weight(FLOATS, "scale", "%s.scale()"));
            weights.add(new Weight(FLOATS, "shift", "%s.shift()"));
        } else if (node.parameters() instanceof Values) {
            weights.add(new Weight(FLOATS, "values", "%s"));
        }
        return weights;
    }

    /** The name of the field of a session that holds the kernel. */
    String field() {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    TypeSpec type(String javadoc) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", javadoc);
        kernel.fields().forEach(type::addField);
        if (!kernel.constructor().isEmpty()) {
            type.addMethod(MethodSpec.constructorBuilder()
                    .addCode(Code.block(kernel.constructor()))
                    .build());
        }
        kernel.prepare().ifPresent(type::addMethod);
        MethodSpec.Builder run = MethodSpec.methodBuilder("run").returns(TypeName.VOID);
        for (String array : names()) {
            run.addParameter(FLOATS, array).addParameter(TypeName.INT, array + "Offset");
        }
        weights.forEach(weight -> run.addParameter(weight.type(), weight.name()));
        type.addMethod(run.addCode(Code.block(kernel.execute())).build());
        kernel.methods().forEach(type::addMethod);
        return type.build();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(inputs);
        names.add("y");
        return names;
    }

    /** The statement that runs a kernel of one input on arrays {@code x} and {@code y}, with weights from these fields. */
    String directCall(List<String> fields) {
        StringJoiner arguments = new StringJoiner(", ", field() + ".run(", ");");
        arguments.add("x, xOffset, y, yOffset");
        fields.forEach(arguments::add);
        return arguments.toString();
    }

    /** The statement that runs it on stretches of the arena, with weights from these fields. */
    String call(List<Expr> from, Expr to, List<String> fields) {
        StringJoiner arguments = new StringJoiner(", ", field() + ".run(", ");");
        from.forEach(offset -> arguments.add("arena, " + offset));
        arguments.add("arena, " + to);
        fields.forEach(arguments::add);
        return arguments.toString();
    }
}
