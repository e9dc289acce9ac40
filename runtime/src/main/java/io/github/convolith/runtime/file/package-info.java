/**
 * Reads tensors from files of weights: {@code .npy}, {@code .npz} and {@code .safetensors}. Internal to the runtime,
 * which comes in through {@link io.github.convolith.runtime.file.TensorFile} and
 * {@link io.github.convolith.runtime.file.CheckedFile} only; knows nothing but the JDK.
 *
 * <p>A file is untrusted. Every reader holds to the same rules: a size is compared with the bytes that are really there
 * and with the {@linkplain io.github.convolith.runtime.file.Budget budget} before anything is allocated for it; every
 * count and every depth has a bound; what is not understood is refused, never skipped; and whatever is wrong with the
 * content ends in a {@link io.github.convolith.runtime.file.MalformedFileException}.
 */
package io.github.convolith.runtime.file;
