package io.github.convolith.processor.spec;

import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** Where an annotation and each of its attributes stand. */
public record Place(Element element, AnnotationMirror mirror, Map<String, AnnotationValue> positions) {
    public Place {
        positions = Map.copyOf(positions);
    }
}
