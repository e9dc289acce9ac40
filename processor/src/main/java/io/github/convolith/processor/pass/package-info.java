/** Rewrites of a network that leave its results as they are, but for rounding: one class a rewrite. */
@NullMarked
package io.github.convolith.processor.pass;

import org.jspecify.annotations.NullMarked;
