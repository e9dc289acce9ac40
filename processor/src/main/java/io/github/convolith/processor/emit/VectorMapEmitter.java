package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorMap;
import java.util.List;
import javax.lang.model.element.Modifier;

/** What is done to every element by itself, for vectors of channels. */
final class VectorMapEmitter {
    private VectorMapEmitter() {}

    static Kernel emit(VectorMap plan) {
        Kernel.Builder kernel = new Kernel.Builder();
        VectorLayout output = plan.output();
        VectorCode.addVectors(output.channels(), kernel);
        String value;
        Activation activation;
        if (plan.op() instanceof Scale scale) {
            kernel.prepare(Code.method(
                    "Packs factors and summands, each with room for whole vectors.",
                    ArrayTypeName.of(TypeName.FLOAT),
                    "prepare",
                    "float[] scale, float[] shift",
                    """
                    float[] packed = new float[2 * VECTORS * LANES];
                    System.arraycopy(scale, 0, packed, 0, scale.length);
                    System.arraycopy(shift, 0, packed, VECTORS * LANES, shift.length);
                    return packed;""",
                    Modifier.STATIC));
            value = element("x", plan.inputs().get(0))
                    + ".fma(FloatVector.fromArray(SPECIES, weights, v),"
                    + " FloatVector.fromArray(SPECIES, weights, VECTORS * LANES + v))";
            activation = scale.activation();
        } else if (plan.op() instanceof PRelu prelu) {
            kernel.prepare(Code.method(
                    "Packs the slopes, with room for whole vectors.",
                    ArrayTypeName.of(TypeName.FLOAT),
                    "prepare",
                    "float[] slopes",
                    prelu.slopes() == 1 ? """
                              float[] packed = new float[VECTORS * LANES];
                              Arrays.fill(packed, slopes[0]);
                              return packed;""" : "return Arrays.copyOf(slopes, VECTORS * LANES);",
                    Modifier.STATIC));
            String x = element("x", plan.inputs().get(0));
            value = x + ".max(0f).add(" + x + ".min(0f).mul(FloatVector.fromArray(SPECIES, weights, v)))";
            activation = Activation.NONE;
        } else if (plan.op() instanceof Elementwise elementwise) {
            value = element("a", plan.inputs().get(0)) + "." + combine(elementwise.kind()) + "("
                    + element("b", plan.inputs().get(1)) + ")";
            activation = elementwise.activation();
        } else {
            value = element("x", plan.inputs().get(0));
            activation = ((Activate) plan.op()).activation();
        }
        boolean scalar = VectorCode.activation(activation, "e").isEmpty();
        if (scalar) {
            VectorCode.addScalarActivation(activation, output, kernel);
        }
        return kernel.execute(Text.of("""
                        for (int row = 0; row < ${height}; row++) {
                            for (int column = 0; column < ${width}; column++) {
                                ${inputs}
                                int to = yOffset + row * ${rowStride} + column * ${columnStride};
                                for (int v = 0; v < VECTORS * LANES; v += LANES) {
                                    FloatVector e = ${value};
                                    ${activate}
                                    e.intoArray(y, to + v);
                                }
                            }
                        }
                        ${scalar}""")
                .with("height", output.height())
                .with("width", output.width())
                .with("inputs", places(plan))
                .with("rowStride", output.rowStride())
                .with("columnStride", output.columnStride())
                .with("value", value)
                .with("activate", scalar ? "" : VectorCode.activate(activation, "e"))
                .with("scalar", scalar ? "activate(y, yOffset);" : "")
                .toString());
    }

    private static String combine(Elementwise.Kind kind) {
        return switch (kind) {
            case ADD -> "add";
            case SUBTRACT -> "sub";
            case MULTIPLY -> "mul";
            case DIVIDE -> "div";
            case MINIMUM -> "min";
            case MAXIMUM -> "max";
            case POWER -> throw new IllegalStateException("powers are computed one by one");
        };
    }

    /** Where the pixel of each input begins; one that has a single pixel is the same for all. */
    private static String places(VectorMap plan) {
        List<String> names = KernelClass.inputs(plan.op());
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            VectorLayout input = plan.inputs().get(i);
            String place = names.get(i) + "Offset";
            if (input.height() > 1) {
                place += " + row * " + input.rowStride();
            }
            if (input.width() > 1) {
                place += " + column * " + input.columnStride();
            }
            lines.append(i == 0 ? "" : "\n").append("int %sFrom = %s;".formatted(names.get(i), place));
        }
        return lines.toString();
    }

    private static String element(String name, VectorLayout layout) {
        if (!layout.isChannelsLast()) {
            throw new IllegalStateException("a map of " + layout);
        }
        return "FloatVector.fromArray(SPECIES, %1$s, %1$sFrom + v)".formatted(name);
    }
}
