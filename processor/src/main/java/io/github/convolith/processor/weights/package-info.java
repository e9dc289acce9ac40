/** Packs the weights of a network into a file beside its class, which the runtime reads. */
@NullMarked
package io.github.convolith.processor.weights;

import org.jspecify.annotations.NullMarked;
