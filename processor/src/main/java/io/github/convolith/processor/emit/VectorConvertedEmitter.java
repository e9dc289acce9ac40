package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.emit.KernelClass.Weight;
import io.github.convolith.processor.plan.VectorAddress;
import io.github.convolith.processor.plan.VectorConverted;
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
            VectorAddress input = plan.inputs().get(i);
            before.add(VectorCopyEmitter.copy(
                    input,
                    names.get(i),
                    Expr.name(names.get(i) + "Offset"),
                    VectorAddress.contiguous(input.elements()),
                    "planes",
                    Expr.of(at)));
            call.add("planes, " + at);
            at += copiesOnly ? 0 : input.elements();
        }
        if (copiesOnly) {
            addPlanes(plan.output().elements(), kernel);
            return kernel.execute(before + "\n" + result(plan.output(), 0));
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
        addPlanes(at + plan.output().elements(), kernel);
        return kernel.execute(before + "\n" + call + "\n" + result(plan.output(), at));
    }

    private static void addPlanes(int elements, Kernel.Builder kernel) {
        VectorCode.addScratch("planes", "Inputs and result with the channels first.", elements, kernel);
    }

    private static String result(VectorAddress output, int at) {
        return VectorCopyEmitter.copy(
                VectorAddress.contiguous(output.elements()), "planes", Expr.of(at), output, "y", Expr.name("yOffset"));
    }
}
