/** Everything the processor can say to its user. */
@NullMarked
package io.github.convolith.processor.message;

import org.jspecify.annotations.NullMarked;
