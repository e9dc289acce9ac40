package io.github.convolith.processor.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.plan.ConvProblem;
import javax.lang.model.element.Modifier;

/** The geometry that strategies over planes see: pointwise layers as one long row, everything else as it is. */
final class PlaneGeometry {
    private PlaneGeometry() {}

    static Geometry of(ConvProblem problem, Kernel.Builder kernel) {
        Geometry geometry = Geometry.of(problem);
        if (!geometry.twoDimensional() || !problem.isPointwise()) {
            return geometry;
        }
        if (geometry.isFixed()) {
            return geometry.flattened(geometry.inPlane());
        }
        kernel.field(FieldSpec.builder(TypeName.INT, "pixels", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        kernel.construct("pixels = height * width;");
        return geometry.flattened(Expr.name("pixels"));
    }
}
