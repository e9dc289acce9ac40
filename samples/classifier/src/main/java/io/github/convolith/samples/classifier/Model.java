package io.github.convolith.samples.classifier;

/** Something that classifies pictures: a session of the generated network, or a stand-in for it in a test. */
@FunctionalInterface
interface Model {
    /**
     * Classifies one picture.
     *
     * @param pixels 28 × 28 unsigned bytes
     * @param probabilities takes the probability of each garment
     */
    void run(byte[] pixels, float[] probabilities);
}
