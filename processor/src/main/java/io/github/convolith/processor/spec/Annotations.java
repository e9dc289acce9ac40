package io.github.convolith.processor.spec;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** The annotations of an element that are ours. */
final class Annotations {
    /** The package of all annotations. */
    static final String PACKAGE = "io.github.convolith.annotations.";

    private Annotations() {}

    /** The annotation of this qualified name. */
    static Optional<AnnotationMirror> find(Element element, String name) {
        return element.getAnnotationMirrors().stream()
                .<AnnotationMirror>map(mirror -> mirror)
                .filter(mirror -> name(mirror).equals(name))
                .findFirst();
    }

    /** All annotations of ours, in the order they are written. */
    static List<AnnotationMirror> layers(ExecutableElement method) {
        return method.getAnnotationMirrors().stream()
                .<AnnotationMirror>map(mirror -> mirror)
                .filter(mirror -> name(mirror).startsWith(PACKAGE))
                .toList();
    }

    /** The qualified name of an annotation. */
    static String name(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    static boolean returnsSomething(ExecutableElement method) {
        return method.getReturnType().getKind() != TypeKind.VOID;
    }
}
