package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;

/**
 * What goes into a layer of a network.
 *
 * @param shape its shape
 * @param from the layer or input that it comes from
 */
record Given(Shape shape, String from) {
    /** An attribute says that it is something else. */
    Finding contradicts(String attribute, int said, int is) {
        return Finding.of(Message.NOT_WHAT_GOES_IN, attribute, attribute, said, from, shape, is, attribute);
    }
}
