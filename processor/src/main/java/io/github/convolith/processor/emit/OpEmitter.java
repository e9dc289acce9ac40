package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/**
 * Writes the code of one operator. It reads its inputs from {@code x}, or from {@code a} and {@code b}, or from
 * {@code x0} and so on, each at its offset ({@code xOffset}), and writes to {@code y} at {@code yOffset}; all are
 * channels-first. Inputs and output may lie in the same array.
 */
interface OpEmitter<O extends Op> {
    Kernel emit(O op, List<Shape> inputs);
}
