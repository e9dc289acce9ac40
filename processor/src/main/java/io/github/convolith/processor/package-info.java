/**
 * The processor and the way of a spec through it: {@code spec} reads it into the records of {@code graph}, {@code plan}
 * chooses how it is computed, {@code report} puts that into words, {@code emit} writes the source.
 */
@NullMarked
package io.github.convolith.processor;

import org.jspecify.annotations.NullMarked;
