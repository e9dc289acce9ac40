/** Annotations that describe layers; the processor turns each into a shape-specialised Java class. */
module io.github.convolith.annotations {
    exports io.github.convolith.annotations;
}
