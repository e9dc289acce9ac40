package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * What came of reading the interface of a network.
 *
 * @param element the interface
 * @param name the names that follow from it
 * @param spec what it says; empty if it makes no network
 * @param findings what is wrong with it
 * @param places where the annotations of its layers stand, by layer; that of the interface under the empty name
 * @param hasWeights whether it names a file of weights
 */
public record NetworkReading(
        TypeElement element,
        SpecName name,
        Optional<NetworkSpec> spec,
        List<Finding> findings,
        Map<String, Place> places,
        boolean hasWeights) {
    public NetworkReading {
        findings = List.copyOf(findings);
        places = Map.copyOf(places);
    }
}
