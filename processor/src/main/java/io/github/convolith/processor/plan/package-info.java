/** Chooses how a layer is computed: every strategy with its conditions and its cost, every choice with its reason. */
@NullMarked
package io.github.convolith.processor.plan;

import org.jspecify.annotations.NullMarked;
