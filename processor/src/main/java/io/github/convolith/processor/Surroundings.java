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

    /** Whether the user's module can name {@code @Generated}; looked up from there, as other modules may see more. */
    private boolean isMarked(TypeElement spec) {
        ModuleElement module = elements.getModuleOf(spec);
        TypeElement generated =
                module == null ? elements.getTypeElement(GENERATED) : elements.getTypeElement(module, GENERATED);
        return generated != null;
    }

    private boolean hidesLang(TypeElement spec) {
        String name = elements.getPackageOf(spec).getQualifiedName().toString();
        return LANG_TYPES.stream()
                .anyMatch(type -> elements.getTypeElement(name.isEmpty() ? type : name + "." + type) != null);
    }
}
