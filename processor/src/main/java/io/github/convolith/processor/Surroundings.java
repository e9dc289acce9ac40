package io.github.convolith.processor;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.spec.SpecName;
import java.util.List;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** What a generated class finds around it: types it can name, and types that hide others. */
final class Surroundings {
    private static final String GENERATED = "javax.annotation.processing.Generated";
    private static final String VECTOR = "jdk.incubator.vector.FloatVector";

    /** Types that generated source names without an import; a package may have its own of that name. */
    private static final List<String> LANG_TYPES = List.of(
            "Math",
            "System",
            "String",
            "Float",
            "Override",
            "IllegalArgumentException",
            "UnsupportedOperationException");

    private final Elements elements;

    Surroundings(Elements elements) {
        this.elements = elements;
    }

    /** The class to be generated for a spec. */
    LayerClass frame(SpecName name, TypeElement spec, String header) {
        return new LayerClass(
                name.packageName(), name.generated(), name.isPublic(), header, isMarked(spec), hidesLang(spec));
    }

    /** Whether the user's module can name {@code @Generated}. */
    private boolean isMarked(TypeElement spec) {
        return canName(GENERATED, spec);
    }

    /** Whether the user's module can name the Vector API: it is compiled with that incubating module. */
    boolean hasVector(TypeElement spec) {
        return canName(VECTOR, spec);
    }

    /** Whether the user's module can name a type; looked up from there, as other modules may see more. */
    private boolean canName(String type, TypeElement spec) {
        ModuleElement module = elements.getModuleOf(spec);
        TypeElement found = module == null ? elements.getTypeElement(type) : elements.getTypeElement(module, type);
        return found != null;
    }

    private boolean hidesLang(TypeElement spec) {
        String name = elements.getPackageOf(spec).getQualifiedName().toString();
        return LANG_TYPES.stream()
                .anyMatch(type -> elements.getTypeElement(name.isEmpty() ? type : name + "." + type) != null);
    }
}
