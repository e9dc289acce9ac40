/** Reads annotations into records and says what is wrong with them. */
@NullMarked
package io.github.convolith.processor.spec;

import org.jspecify.annotations.NullMarked;
