package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.emit.KernelClass.Weight;
import io.github.convolith.processor.plan.VectorConverted;
import io.github.convolith.processor.plan.VectorLayout;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/** Copies of the inputs with the channels first, the portable kernel, and its result copied back. */
final class VectorConvertedEmitter {
    private VectorConvertedEmitter() {}

    static Kernel emit(VectorConverted plan, Kernel portable, List<String> names, List<Weight> weights) {
        Kernel.Builder kernel = new Kernel.Builder();
        boolean copiesOnly = portable.execute().isEmpty();
        portable.fields().forEach(kernel::field);
        kernel.construct(portable.constructor());
        portable.methods().forEach(kernel::method);
        portable.prepare().ifPresent(kernel::prepare);
        StringJoiner before = new StringJoiner("\n");
        StringJoiner call = new StringJoiner(", ", "compute(", ");");
        int at = 0;
        for (int i = 0; i < names.size(); i++) {
            VectorLayout input = plan.inputs().get(i);
            before.add(copy(input, names.get(i), true, at));
            call.add("planes, " + at);
            at += copiesOnly ? 0 : elements(input);
        }
        if (copiesOnly) {
            addPlanes(elements(plan.output()), kernel);
            return kernel.execute(before + "\n" + copy(plan.output(), "y", false, 0));
        }
        call.add("planes, " + at);
        weights.forEach(weight -> call.add(weight.name()));
        MethodSpec.Builder compute = MethodSpec.methodBuilder("compute")
                .addModifiers(Modifier.PRIVATE)
                .addJavadoc("Computes the result, all channels first.\n");
        for (String name : names) {
            compute.addParameter(ArrayTypeName.of(TypeName.FLOAT), name).addParameter(TypeName.INT, name + "Offset");
        }
        compute.addParameter(ArrayTypeName.of(TypeName.FLOAT), "y").addParameter(TypeName.INT, "yOffset");
        weights.forEach(weight -> compute.addParameter(weight.type(), weight.name()));
        kernel.method(compute.addCode(Code.block(portable.execute())).build());
        addPlanes(at + elements(plan.output()), kernel);
        return kernel.execute(before + "\n" + call + "\n" + copy(plan.output(), "y", false, at));
    }

    private static void addPlanes(int elements, Kernel.Builder kernel) {
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "planes", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("Inputs and result with the channels first.\n")
                .initializer("new float[$L]", elements)
                .build());
    }

    private static int elements(VectorLayout layout) {
        return layout.channels() * layout.height() * layout.width();
    }

    private static String copy(VectorLayout layout, String array, boolean in, int at) {
        return Loop.over(
                "c",
                layout.channels(),
                c -> Loop.over(
                        "row",
                        layout.height(),
                        row -> Loop.over("column", layout.width(), column -> {
                            String outside = array + "["
                                    + Expr.name(array + "Offset")
                                            .plus(c.times(layout.channelStride()))
                                            .plus(row.times(layout.rowStride()))
                                            .plus(column.times(layout.columnStride()))
                                    + "]";
                            String inside = "planes["
                                    + Expr.of(at)
                                            .plus(c.times((long) layout.height() * layout.width()))
                                            .plus(row.times(layout.width()))
                                            .plus(column)
                                    + "]";
                            return in ? inside + " = " + outside + ";" : outside + " = " + inside + ";";
                        })));
    }
}
