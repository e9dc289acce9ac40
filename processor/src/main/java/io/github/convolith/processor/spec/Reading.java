package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/**
 * What came of reading one annotated element.
 *
 * @param element the annotated element
 * @param mirror its annotation
 * @param name the names that follow from it
 * @param spec what the annotation says; empty if it makes no layer, or if the compiler itself reports an error in it.
 *     Where there are findings, what can still be planned of it
 * @param findings what is wrong with it
 * @param positions where each attribute that was given stands
 * @param openSizes names of the sizes that are left to {@code link}
 * @param takesWeights whether {@code link} takes weights
 */
public record Reading(
        TypeElement element,
        AnnotationMirror mirror,
        SpecName name,
        Optional<LayerSpec> spec,
        List<Finding> findings,
        Map<String, AnnotationValue> positions,
        List<String> openSizes,
        boolean takesWeights) {
    public Reading {
        findings = List.copyOf(findings);
        positions = Map.copyOf(positions);
        openSizes = List.copyOf(openSizes);
    }
}
