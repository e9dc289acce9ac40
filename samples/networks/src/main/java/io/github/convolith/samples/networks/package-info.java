/** Networks that others measure with, each written as one annotated interface. */
package io.github.convolith.samples.networks;
