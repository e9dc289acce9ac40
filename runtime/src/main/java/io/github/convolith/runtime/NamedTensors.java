package io.github.convolith.runtime;

import io.github.convolith.runtime.file.StoredTensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tensors of one source whose names begin with a prefix, which their names here lack; finds them, and says in full
 * names what is missing, not as needed, or not needed.
 *
 * @param source where the tensors come from, for messages
 * @param prefix what stands before every name; empty, or ends in a dot
 * @param tensors all tensors of the source, those outside of this view included, by their full names
 */
record NamedTensors(String source, String prefix, NavigableMap<String, Tensor> tensors) {

    /** How many names or problems a message lists. */
    private static final int LISTED = 12;

    /** For how many pairs of names it is worth the time to find which of the one was meant by which of the other. */
    private static final long MOST_COMPARED = 50_000;

    /** {@return all tensors of a file, whose arrays they keep} */
    static NamedTensors of(String source, List<StoredTensor> stored) {
        NavigableMap<String, Tensor> byName = new TreeMap<>();
        for (StoredTensor tensor : stored) {
            Shape shape = Shape.of(tensor.dimensions());
            byName.put(tensor.name(), Tensor.owning(tensor.name(), shape, tensor.values()));
        }
        return new NamedTensors(source, "", byName);
    }

    /** {@return those of one layer} */
    NamedTensors layer(String name) {
        return new NamedTensors(source, prefix + name + ".", tensors);
    }

    /** {@return the names, sorted} */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (String name : tensors.tailMap(prefix, true).keySet()) {
            if (!name.startsWith(prefix)) {
                break;
            }
            names.add(name.substring(prefix.length()));
        }
        return Collections.unmodifiableSortedSet(names);
    }

    /** {@return the tensor with this name, if there is one} */
    Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(prefix + name));
    }

    /** {@return an exception that says that there is no such tensor} */
    WeightsException missing(String name) {
        String fullName = prefix + name;
        String guess = DidYouMean.nearest(fullName, tensors.keySet())
                .map(NamedTensors::didYouMean)
                .orElse("");
        return new WeightsException(source + ": there is no tensor '" + fullName + "'" + guess + "; there are "
                + listing(tensors.keySet()));
    }

    /** {@return an exception that says of a tensor what is wrong with it} */
    WeightsException refused(Tensor tensor, String problem) {
        return new WeightsException(source + ": '" + tensor.name() + "' " + problem);
    }

    /** {@return an exception that says what a tensor has and what it should have} */
    WeightsException misshapen(Tensor tensor, String needed) {
        return refused(tensor, has(tensor) + ", but " + needed);
    }

    private static String has(Tensor tensor) {
        Shape shape = tensor.shape();
        return "has " + (shape.rank() == 1 ? shape.elements() + " values" : "the shape " + shape);
    }

    /**
     * Checks that there are no others than these.
     *
     * @throws WeightsException if there are; the message lists them
     */
    void requireOnly(Set<String> used) {
        List<String> unknown =
                names().stream().filter(name -> !used.contains(name)).collect(Collectors.toList());
        if (!unknown.isEmpty()) {
            List<String> described = new ArrayList<>();
            for (String name : unknown.subList(0, Math.min(unknown.size(), LISTED))) {
                described.add("'" + prefix + name + "'"
                        + DidYouMean.nearest(name, used)
                                .map(near -> didYouMean(prefix + near))
                                .orElse(""));
            }
            throw new WeightsException(source + ": nothing uses " + String.join(", ", described)
                    + (described.size() < unknown.size() ? ", … (" + unknown.size() + " in all)" : "")
                    + "; used are " + listing(withPrefix(used)));
        }
    }

    /**
     * Checks that these tensors are all that is needed, and nothing else.
     *
     * @throws WeightsException if there are {@link #problems}; the message lists them
     */
    void require(SortedMap<String, Shape> required, SortedMap<String, Shape> optional) {
        List<String> problems = problems(required, optional);
        if (!problems.isEmpty()) {
            String listed = problems.stream().limit(LISTED).collect(Collectors.joining("\n  "));
            throw new WeightsException(source + ": not the weights of this network:\n  " + listed
                    + (problems.size() > LISTED ? "\n  … (" + problems.size() + " problems in all)" : ""));
        }
    }

    /** {@return what is missing, then what has another shape, then what nothing uses; each sorted by name} */
    List<String> problems(SortedMap<String, Shape> required, SortedMap<String, Shape> optional) {
        SortedMap<String, Shape> used = new TreeMap<>(optional);
        used.putAll(required);
        List<String> missing =
                required.keySet().stream().filter(name -> find(name).isEmpty()).collect(Collectors.toList());
        List<String> unused =
                names().stream().filter(name -> !used.containsKey(name)).collect(Collectors.toList());

        List<String> problems = new ArrayList<>();
        Map<String, String> endings = endings(unused);
        boolean compare = (long) missing.size() * unused.size() <= MOST_COMPARED;
        for (String name : missing) {
            Optional<String> meant = Optional.ofNullable(endings.get(name))
                    .or(() -> compare ? DidYouMean.nearest(name, unused) : Optional.empty());
            problems.add("'" + prefix + name + "' (" + required.get(name) + ") is missing"
                    + meant.map(found -> didYouMean(prefix + found)).orElse(""));
        }
        used.forEach((name, needed) -> find(name)
                .filter(tensor -> !fits(tensor.shape(), needed))
                .ifPresent(tensor -> problems.add("'" + tensor.name() + "' " + has(tensor) + ", but needed is " + needed
                        + ShapeFit.orderHint(tensor.shape(), needed))));
        for (String name : unused) {
            problems.add("'" + prefix + name + "' (" + tensorShape(name) + ") is used by nothing");
        }
        return problems;
    }

    private static boolean fits(Shape given, Shape needed) {
        return ShapeFit.fits(given, needed) || (needed.rank() == 1 && ShapeFit.fitsVector(given, needed.elements()));
    }

    /** By what follows a dot in them: a file often has a prefix before all names, such as {@code model.}. */
    private static Map<String, String> endings(List<String> names) {
        Map<String, String> endings = new HashMap<>();
        for (String name : names) {
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                endings.putIfAbsent(name.substring(dot + 1), name);
            }
        }
        return endings;
    }

    private Shape tensorShape(String name) {
        return find(name).orElseThrow().shape();
    }

    private static String didYouMean(String name) {
        return " (did you mean '" + name + "'?)";
    }

    private List<String> withPrefix(Collection<String> names) {
        return names.stream().map(name -> prefix + name).collect(Collectors.toList());
    }

    private static String listing(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        return names.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (names.size() > LISTED ? ", … (" + names.size() + " in all)" : "");
    }
}
