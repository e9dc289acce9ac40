/** Plans in words, for the people who read the generated source. */
@NullMarked
package io.github.convolith.processor.report;

import org.jspecify.annotations.NullMarked;
