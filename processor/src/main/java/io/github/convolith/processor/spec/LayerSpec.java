package io.github.convolith.processor.spec;

import io.github.convolith.processor.plan.ConvProblem;

/**
 * What the annotation of a layer says.
 *
 * @param problem what is to be computed
 * @param text the annotation as written
 */
public record LayerSpec(ConvProblem problem, String text) {}
