/** The first thing to run: one generated layer over a real photograph. */
package io.github.convolith.samples.quickstart;
