package io.github.convolith.processor;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.spec.Reading;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.tools.Diagnostic.Kind;

/** Puts findings about one spec where the user looks: on the value they are about. */
final class Diagnostics {
    private final Messager messager;
    private final Reading reading;

    Diagnostics(Messager messager, Reading reading) {
        this.messager = messager;
        this.reading = reading;
    }

    void report(Finding finding) {
        AnnotationValue value = reading.positions().get(finding.attribute());
        if (value != null) {
            messager.printMessage(Kind.ERROR, finding.text(), reading.element(), reading.mirror(), value);
        } else if (finding.attribute().isEmpty()) {
            messager.printMessage(Kind.ERROR, finding.text(), reading.element());
        } else {
            messager.printMessage(Kind.ERROR, finding.text(), reading.element(), reading.mirror());
        }
    }
}
