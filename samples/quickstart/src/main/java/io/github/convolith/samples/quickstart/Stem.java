package io.github.convolith.samples.quickstart;

import static io.github.convolith.annotations.Padding.SAME;

import io.github.convolith.annotations.ConvLayer;

/** Eight filters of 3×3 over a colour image; of this the build makes the class {@code StemLayer}. */
@ConvLayer(in = 3, out = 8, kernel = 3, stride = 2, padding = SAME)
interface Stem {}
