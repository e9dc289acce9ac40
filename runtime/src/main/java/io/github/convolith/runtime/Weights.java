package io.github.convolith.runtime;

import io.github.convolith.runtime.file.CheckedFile;
import io.github.convolith.runtime.file.MalformedFileException;
import io.github.convolith.runtime.file.TensorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Named tensors for a layer or for a whole network, immutable. Names, shapes and order are those of PyTorch and ONNX:
 * a layer has a tensor {@code weight}, of {@code out × in/groups × kernel}, and may have a {@code bias}, of
 * {@code out}; in a network each name has the layer's own in front, as in {@code conv1.weight}.
 *
 * <p>A tensor fits where its shape is the one needed. A flat tensor of as many elements fits too, in row-major order,
 * and so does a matrix of {@code out} rows with all other axes in one. No axes are ever swapped: a kernel stored
 * channels-last is refused.
 */
public final class Weights {

    /**
     * How many bytes of float values {@link #read(Path)} takes from one file at most: 1 GiB, which is 2<sup>28</sup>
     * values.
     */
    public static final long DEFAULT_MAXIMUM_BYTES = 1L << 30;

    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final NamedTensors tensors;

    private Weights(NamedTensors tensors) {
        this.tensors = tensors;
    }

    /**
     * Makes the weights of one layer without a bias.
     *
     * @param weight {@code out × in/groups × kernel} values in row-major order; copied
     * @return a tensor {@code weight}
     * @throws IllegalArgumentException if the array is empty
     */
    public static Weights of(float[] weight) {
        return of(List.of(flat(WEIGHT, weight)));
    }

    /**
     * Makes the weights of one layer.
     *
     * @param weight {@code out × in/groups × kernel} values in row-major order; copied
     * @param bias {@code out} values, or {@code out × in/groups} values in row-major order; copied
     * @return a tensor {@code weight} and a tensor {@code bias}
     * @throws IllegalArgumentException if an array is empty
     */
    public static Weights of(float[] weight, float[] bias) {
        return of(List.of(flat(WEIGHT, weight), flat(BIAS, bias)));
    }

    private static Tensor flat(String name, float[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("the array '" + name + "' is empty");
        }
        return Tensor.of(name, Shape.of(values.length), values);
    }

    /**
     * Makes weights of any tensors.
     *
     * @param tensors the tensors, with the names by which layers look for them
     * @return all of them
     * @throws IllegalArgumentException if two of them have the same name
     */
    public static Weights of(Collection<Tensor> tensors) {
        NavigableMap<String, Tensor> byName = new TreeMap<>();
        for (Tensor tensor : tensors) {
            if (byName.containsKey(tensor.name())) {
                throw new IllegalArgumentException("there are two tensors named '" + tensor.name() + "'");
            }
            byName.put(tensor.name(), tensor);
        }
        return new Weights(new NamedTensors("the given weights", "", byName));
    }

    /**
     * Reads the tensors in a file whose values take at most {@link #DEFAULT_MAXIMUM_BYTES}, and at most half of what
     * the heap may grow to. Formats, conversions and errors are those of {@link #read(Path, long)}.
     *
     * @param file the file, on any file system
     * @return its tensors
     * @throws IOException if the file cannot be read
     * @throws WeightsException if the file is malformed, of another format, or larger than allowed
     */
    public static Weights read(Path file) throws IOException {
        return read(file, defaultMaximumBytes());
    }

    /**
     * Reads the tensors in a file. The format is told from the first bytes of the file, not from its name:
     *
     * <ul>
     *   <li>{@code .npy}: one NumPy array, which becomes the tensor {@code weight};
     *   <li>{@code .npz}: a ZIP archive of NumPy arrays, stored or deflated; the name of a tensor is that of the member
     *       without {@code .npy};
     *   <li>{@code .safetensors}: named tensors with a JSON header.
     * </ul>
     *
     * <p>Values become float: half precision (and bfloat16) exactly, double precision rounded to nearest, integers of 8
     * to 64 bits only where each value is exactly a float. Arrays in Fortran order are put into row-major order. Other
     * types, empty tensors and more than 65,536 tensors are refused. A name is only ever a name: it may look like a
     * path, and no other file is ever opened.
     *
     * <p>Sizes are compared with the length of the file and with {@code maximumBytes} before memory is allocated, so
     * that a malformed file is refused at once and in little memory.
     *
     * @param file the file, on any file system
     * @param maximumBytes how many bytes of float values to read at most: four for each value, whatever its type in the
     *     file
     * @return its tensors
     * @throws IllegalArgumentException if {@code maximumBytes} is negative
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     * @throws WeightsException if the file is malformed, of another format, or larger than allowed; the message names
     *     the file and the tensor
     */
    public static Weights read(Path file, long maximumBytes) throws IOException {
        if (maximumBytes < 0) {
            throw new IllegalArgumentException("the largest number of bytes to read is negative: " + maximumBytes);
        }
        try {
            return new Weights(NamedTensors.of(file.toString(), TensorFile.read(file, maximumBytes)));
        } catch (MalformedFileException e) {
            throw new WeightsException(e.getMessage(), e);
        }
    }

    /**
     * Reads the tensors in a {@code .safetensors} file that lies beside a class, in the same directory or JAR, as a
     * network's weights do that were packed when it was compiled. Conversions and bounds are those of
     * {@link #read(Path)}. It is found whether or not the class is in a named module, opened or not.
     *
     * @param anchor the class
     * @param name the name of the file, without a directory
     * @param crc32 the CRC-32 of all bytes of the file, as {@link java.util.zip.CRC32} computes it
     * @return its tensors
     * @throws IllegalArgumentException if the name has a directory, or if the checksum has more than 32 bits
     * @throws WeightsException if there is no such file, if it cannot be read, or if it is damaged, malformed or larger
     *     than allowed; the message says how to mend it
     */
    public static Weights resource(Class<?> anchor, String name, long crc32) {
        Resource resource = new Resource(anchor, name);
        if (crc32 >>> 32 != 0) {
            throw new IllegalArgumentException("a CRC-32 has 32 bits: " + crc32 + " is none");
        }
        String what = "resource " + resource.path();
        try (InputStream stream = resource.open()) {
            return new Weights(NamedTensors.of(what, CheckedFile.read(stream, what, crc32, defaultMaximumBytes())));
        } catch (MalformedFileException e) {
            throw new WeightsException(e.getMessage(), e);
        } catch (IOException e) {
            throw new WeightsException(what + ": cannot be read: " + e, e);
        }
    }

    private static long defaultMaximumBytes() {
        return Math.min(DEFAULT_MAXIMUM_BYTES, Runtime.getRuntime().maxMemory() / 2);
    }

    /** {@return the names of all tensors, sorted} */
    public SortedSet<String> names() {
        return tensors.names();
    }

    /**
     * {@return whether there is a tensor with this name}
     *
     * @param name the name, as {@link #names()} gives it
     */
    public boolean contains(String name) {
        return tensors.find(name).isPresent();
    }

    /**
     * {@return a view of one layer's weights: of the tensors whose names begin with the layer's and a dot, which their
     * names in the view lack} Where there are none the view is empty. Messages give full names all the same.
     *
     * @param prefix the name of the layer, without the dot
     */
    public Weights layer(String prefix) {
        return new Weights(tensors.layer(prefix));
    }

    /**
     * {@return the tensor with this name} Its own name is the full one, also in a view of one layer.
     *
     * @param name the name, as {@link #names()} gives it
     * @throws WeightsException if there is none with this name
     */
    public Tensor tensor(String name) {
        return tensors.find(name).orElseThrow(() -> tensors.missing(name));
    }

    /**
     * {@return a fresh copy of the values of a tensor, in row-major order}
     *
     * @param name the name of the tensor
     * @param dimensions the shape that is needed, outermost axis first
     * @throws WeightsException if there is no such tensor, or if its shape does not fit
     */
    public float[] values(String name, int... dimensions) {
        return values(name, Shape.of(dimensions), "");
    }

    /**
     * {@return a fresh copy of the tensor {@code weight}, in the order {@code out × in/groups × kernel}}
     *
     * @param out the number of output channels
     * @param inPerGroup the number of input channels that each output channel sees: {@code in / groups}
     * @param kernelSize the extents of the kernel, one per spatial axis; none for a dense layer
     * @throws WeightsException if there is no such tensor, or if its shape does not fit
     */
    public float[] kernel(int out, int inPerGroup, int... kernelSize) {
        return values(
                WEIGHT,
                kernelShape(out, inPerGroup, kernelSize),
                kernelSize.length == 0 ? " (out × in)" : " (out × in/groups × kernel)");
    }

    /** {@return a fresh copy of the tensor {@code weight} of a transposed layer, {@code in × out/groups × kernel}} */
    float[] transposedKernel(int in, int outPerGroup, int... kernelSize) {
        return values(WEIGHT, kernelShape(in, outPerGroup, kernelSize), " (in × out/groups × kernel)");
    }

    private static Shape kernelShape(int first, int second, int... kernelSize) {
        return Shape.of(IntStream.concat(IntStream.of(first, second), IntStream.of(kernelSize))
                .toArray());
    }

    /** {@return a fresh copy of a tensor with one value for each channel} */
    float[] perChannel(String name, int channels) {
        Tensor tensor = tensor(name);
        if (!ShapeFit.fitsVector(tensor.shape(), channels)) {
            throw tensors.misshapen(tensor, "the layer needs " + channels + ", one for each channel");
        }
        return tensor.values();
    }

    private float[] values(String name, Shape needed, String layout) {
        Tensor tensor = tensor(name);
        if (!ShapeFit.fits(tensor.shape(), needed)) {
            throw tensors.misshapen(
                    tensor, "the layer needs " + needed + layout + ShapeFit.orderHint(tensor.shape(), needed));
        }
        return tensor.values();
    }

    /**
     * {@return the tensor {@code bias} as one value per output channel, in a fresh array}
     *
     * <p>A bias of {@code out} values is copied. One of {@code out × inPerGroup} values, one per pair of an output and
     * an input channel, is summed over the input channels.
     *
     * @param out the number of output channels
     * @param inPerGroup the number of input channels that each output channel sees: {@code in / groups}
     * @throws WeightsException if there is no such tensor, or if its shape is neither of these
     */
    public float[] bias(int out, int inPerGroup) {
        if (!contains(BIAS)) {
            throw new WeightsException(
                    tensors.missing(BIAS).getMessage() + "; a layer without a bias declares bias = NONE");
        }
        Tensor bias = tensor(BIAS);
        Shape perPair = Shape.of(out, inPerGroup);
        if (ShapeFit.fitsVector(bias.shape(), out)) {
            return bias.values();
        }
        if (ShapeFit.fits(bias.shape(), perPair)) {
            return rowSums(bias.values(), out, inPerGroup);
        }
        throw tensors.misshapen(
                bias,
                "the layer needs " + out + " (out)" + (inPerGroup == 1 ? "" : " or " + perPair + " (out × in/groups)"));
    }

    private static float[] rowSums(float[] matrix, int rows, int columns) {
        float[] sums = new float[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                sum += matrix[row * columns + column];
            }
            sums[row] = (float) sum;
        }
        return sums;
    }

    /**
     * Checks, for a layer declared without a bias, that these weights have none.
     *
     * @throws WeightsException if there is a tensor {@code bias}: it would be ignored
     */
    public void requireNoBias() {
        if (contains(BIAS)) {
            throw tensors.misshapen(
                    tensor(BIAS), "the layer declares bias = NONE; declare bias = ADD, or leave that tensor out");
        }
    }

    /**
     * Checks that every tensor is one that is used: none in the file is to be ignored in silence.
     *
     * @param names all names that are used; not every one of them needs to be there
     * @throws WeightsException if there are other tensors; the message lists them
     */
    public void requireOnly(String... names) {
        tensors.requireOnly(new TreeSet<>(List.of(names)));
    }

    /**
     * Checks that these are the weights of a network: that what it needs is there, in the shape that it needs, and that
     * nothing else is.
     *
     * @param required the shape of each tensor that must be there, by its name
     * @param optional the shape of each tensor that may be there, by its name
     * @throws WeightsException if there are {@linkplain #problems problems}; the message lists them
     */
    public void require(SortedMap<String, Shape> required, SortedMap<String, Shape> optional) {
        tensors.require(required, optional);
    }

    /**
     * {@return everything that is wrong with these weights for a network, each as a sentence without an end; empty if
     * they fit} First each tensor that is missing, with the name that was perhaps meant; then each that has another shape;
     * then each that nothing uses.
     *
     * <p>A shape fits as the description of this class says, and a vector also with extents of 1.
     *
     * @param required the shape of each tensor that must be there, by its name
     * @param optional the shape of each tensor that may be there, by its name
     */
    public List<String> problems(SortedMap<String, Shape> required, SortedMap<String, Shape> optional) {
        return tensors.problems(required, optional);
    }

    /** {@return an exception that says of a tensor, which is there, what is wrong with it} */
    WeightsException refused(String name, String problem) {
        return tensors.refused(tensor(name), problem);
    }

    /**
     * {@return a copy of a kernel with its taps in reverse, for each pair of an output and an input channel} With it, a
     * correlation computes what a convolution in the mathematical sense does with the kernel as it was. To reverse the
     * taps in row-major order is to reverse every spatial axis.
     *
     * @param kernel {@code out × in/groups × taps} values
     * @param taps the number of taps: the product of the kernel's spatial extents
     * @throws IllegalArgumentException if the kernel does not consist of whole runs of {@code taps} values
     */
    public static float[] flipped(float[] kernel, int taps) {
        if (taps < 1 || kernel.length % taps != 0) {
            throw new IllegalArgumentException(
                    "a kernel of " + kernel.length + " values does not consist of runs of " + taps + " taps");
        }
        float[] flipped = new float[kernel.length];
        for (int first = 0; first < kernel.length; first += taps) {
            for (int tap = 0; tap < taps; tap++) {
                flipped[first + tap] = kernel[first + taps - 1 - tap];
            }
        }
        return flipped;
    }

    /**
     * {@return a copy of a bias with every sign turned: what a layer adds that is declared to subtract its bias}
     *
     * @param bias one value per output channel
     */
    public static float[] negated(float[] bias) {
        float[] negated = new float[bias.length];
        for (int channel = 0; channel < bias.length; channel++) {
            negated[channel] = -bias[channel];
        }
        return negated;
    }
}
