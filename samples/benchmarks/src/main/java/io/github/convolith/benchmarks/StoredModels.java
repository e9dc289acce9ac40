package io.github.convolith.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All models below a directory, compiled here and now. */
final class StoredModels {
    private StoredModels() {}

    /**
     * Compiles each for both targets.
     *
     * @param root the directory that holds directories with a {@link StoredModel#FILE}
     * @param pattern only those are compiled where it is found in {@code network} and their name
     * @param classes the directory below which the classes go, each model's into its own
     * @param failures gets the names of models that are refused, with the reason
     * @param out is told how long each took
     */
    static List<Trials.Entry> compile(
            Path root, Pattern pattern, Path classes, Map<String, String> failures, PrintStream out)
            throws IOException {
        List<Path> directories;
        try (Stream<Path> files = Files.walk(root)) {
            directories = files.filter(file -> file.endsWith(StoredModel.FILE))
                    .map(file -> file.toAbsolutePath().normalize().getParent())
                    .sorted()
                    .toList();
        }
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("There is no " + StoredModel.FILE + " below " + root + ".");
        }
        List<Trials.Entry> entries = new ArrayList<>();
        for (Path directory : directories) {
            String name = name(root.toAbsolutePath().normalize(), directory);
            if (!pattern.matcher("network " + name).find()) {
                continue;
            }
            long start = System.nanoTime();
            try {
                Path target = Files.createDirectories(classes.resolve(name));
                ModelCompiler.compile(StoredModel.read(directory), target);
                out.println("  " + name + " compiled in " + (System.nanoTime() - start) / 1_000_000 + " ms");
                entries.add(new Trials.Entry(
                        name, List.of(directory.toString(), ModelCompiler.GENERATED), List.of(target)));
            } catch (IllegalStateException e) {
                failures.put(name, String.valueOf(e.getMessage()));
                out.println("  " + name + " is refused");
            }
        }
        return entries;
    }

    private static String name(Path root, Path directory) {
        return String.valueOf(root.equals(directory) ? root.getFileName() : root.relativize(directory));
    }
}
