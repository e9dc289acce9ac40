package io.github.convolith.samples.lecture;

import java.util.function.Consumer;

/**
 * A chapter of the lecture.
 *
 * @param title its title
 * @param body writes it on a page, and throws where a claim does not hold
 */
record Chapter(String title, Consumer<Page> body) {}
