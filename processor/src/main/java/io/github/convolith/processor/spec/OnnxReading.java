package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * What came of reading an interface that stands for a model.
 *
 * @param element the interface
 * @param name the names that follow from it
 * @param spec what it says; empty if something is wrong
 * @param findings what is wrong with it
 * @param place where its annotation stands
 */
public record OnnxReading(
        TypeElement element, SpecName name, Optional<OnnxSpec> spec, List<Finding> findings, Place place) {
    public OnnxReading {
        findings = List.copyOf(findings);
    }
}
