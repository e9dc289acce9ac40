package io.github.convolith.processor;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.spec.SpecName;
import io.github.convolith.processor.spec.SpecReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of a compilation: what is written by the user, and what is generated for which spec. */
final class GeneratedNames {
    /** Generated classes so far, with the spec each came from. */
    private final Map<String, String> taken = new HashMap<>();

    /** Qualified names of the types that are there already. */
    private final Set<String> written = new HashSet<>();

    void addWritten(String qualified) {
        written.add(qualified);
    }

    /** Takes the name of a generated class, or says what stands against it; then nothing may be written. */
    Optional<Finding> take(SpecName name) {
        String spec = name.spec();
        String qualified = name.qualified();
        boolean hides =
                SpecReader.LAYERS.keySet().stream().anyMatch(annotation -> annotation.endsWith("." + name.generated()));
        if (hides) {
            // In every source file of the package that imports all annotations with a star.
            return Optional.of(
                    Finding.onElement(Message.NAME_HIDES_ANNOTATION, spec, name.generated(), name.generated(), spec));
        }
        String other = taken.putIfAbsent(qualified, spec);
        if (other != null) {
            return Optional.of(Finding.onElement(Message.NAME_TWICE, other, spec, qualified));
        }
        return written.contains(qualified) ? Optional.of(isTaken(name)) : Optional.empty();
    }

    /** Another type of the name exists already. */
    static Finding isTaken(SpecName name) {
        return Finding.onElement(Message.NAME_TAKEN, name.qualified(), name.spec());
    }
}
