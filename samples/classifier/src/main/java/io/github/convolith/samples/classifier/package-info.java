/** A whole network, from trained weights to a class that names what is in a picture. */
package io.github.convolith.samples.classifier;
