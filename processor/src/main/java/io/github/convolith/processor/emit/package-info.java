/** Plan to Java source: one emitter a strategy, and one for the class around the kernel. */
@NullMarked
package io.github.convolith.processor.emit;

import org.jspecify.annotations.NullMarked;
