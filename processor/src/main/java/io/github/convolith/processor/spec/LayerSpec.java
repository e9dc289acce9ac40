package io.github.convolith.processor.spec;

import io.github.convolith.processor.plan.Algorithm;
import io.github.convolith.processor.plan.ConvProblem;
import io.github.convolith.processor.plan.Unrolling;

/**
 * What the annotation of a layer says.
 *
 * @param problem what is to be computed
 * @param unrolling the unrolling asked for
 * @param algorithm the algorithm asked for
 * @param text the annotation as written
 */
public record LayerSpec(ConvProblem problem, Unrolling unrolling, Algorithm algorithm, String text) {}
