package io.github.convolith.processor;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.spec.Place;
import java.util.Map;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.tools.Diagnostic.Kind;

/** Puts findings about one spec where the user looks: on the value they are about. */
final class Diagnostics {
    private final Messager messager;
    private final Map<String, Place> places;

    /**
     * @param places where the annotations stand, by layer; that of the spec as a whole under the empty name
     */
    Diagnostics(Messager messager, Map<String, Place> places) {
        this.messager = messager;
        this.places = places;
    }

    void report(Finding finding) {
        Place place = places.get(finding.layer());
        if (place == null) {
            place = places.get("");
        }
        if (place == null) {
            messager.printMessage(Kind.ERROR, finding.text());
            return;
        }
        AnnotationValue value = place.positions().get(finding.attribute());
        if (value != null) {
            messager.printMessage(Kind.ERROR, finding.text(), place.element(), place.mirror(), value);
        } else if (finding.attribute().isEmpty()) {
            messager.printMessage(Kind.ERROR, finding.text(), place.element());
        } else {
            messager.printMessage(Kind.ERROR, finding.text(), place.element(), place.mirror());
        }
    }
}
