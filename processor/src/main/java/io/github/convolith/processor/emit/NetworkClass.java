package io.github.convolith.processor.emit;

import java.util.List;
import java.util.Optional;

/**
 * The class to be generated for a network.
 *
 * @param frame its name, visibility and Javadoc
 * @param description what the network says of itself, line by line, in ASCII
 * @param resource the weights beside the class; empty where they are given at run time only
 */
public record NetworkClass(LayerClass frame, List<String> description, Optional<Resource> resource) {
    /** A file of weights beside the class, and the CRC-32 of its bytes. */
    public record Resource(String name, long crc32) {}

    public NetworkClass {
        description = List.copyOf(description);
    }
}
