/** The intermediate representation: what a layer computes, free of annotations and of code. Knows only the JDK. */
@NullMarked
package io.github.convolith.processor.graph;

import org.jspecify.annotations.NullMarked;
