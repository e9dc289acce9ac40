package io.github.convolith.processor;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/**
 * Finds the resources of the user's project while it is compiled.
 *
 * <p>Maven copies resources beside the class files before it compiles. Gradle keeps both apart and may copy later, and
 * IDEs do either; there, the directories that resources have by convention are looked for above the class files.
 */
final class ResourceFinder {
    /** The option that names directories with resources, separated as a class path is. */
    static final String OPTION = "convolith.resources";

    /** How far above the class files the project is: Gradle puts them into {@code build/classes/java/main}. */
    private static final int LEVELS = 5;

    private final Filer filer;
    private final Map<String, String> options;

    /** Every place looked at, for the message. */
    private final Set<Path> looked = new LinkedHashSet<>();

    ResourceFinder(Filer filer, Map<String, String> options) {
        this.filer = filer;
        this.options = options;
    }

    /**
     * The file of a resource.
     *
     * @param packageName the package that a relative path starts from
     * @param path slashes between the parts; a slash in front means the root of the resources
     */
    Optional<Path> find(String packageName, String path) {
        String relative = path.startsWith("/")
                ? path.substring(1)
                : (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/") + path;
        for (Path root : roots()) {
            Path file = root.resolve(relative).normalize();
            // A path that climbs out of the resources is none of them.
            if (file.startsWith(root.normalize())) {
                looked.add(file);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        // ECJ tells of class files that are there only, so that their directory may have stayed unknown.
        return existing(StandardLocation.CLASS_OUTPUT, relative)
                .or(() -> existing(StandardLocation.CLASS_PATH, relative));
    }

    /** The files that were looked for. */
    List<Path> looked() {
        return List.copyOf(looked);
    }

    private List<Path> roots() {
        List<Path> roots = new ArrayList<>();
        String given = options.getOrDefault(OPTION, "");
        for (String directory : given.split(File.pathSeparator, -1)) {
            if (!directory.isEmpty()) {
                roots.add(Path.of(directory).toAbsolutePath());
            }
        }
        classOutput().ifPresent(classes -> {
            roots.add(classes);
            String set = classes.endsWith("test-classes") || classes.endsWith("test") ? "test" : "main";
            Path above = classes.getParent();
            for (int level = 0; level < LEVELS && above != null; level++) {
                roots.add(above.resolve("src").resolve(set).resolve("resources"));
                roots.add(above.resolve("build").resolve("resources").resolve(set));
                above = above.getParent();
            }
        });
        return roots;
    }

    /** The directory that class files are written to. */
    private Optional<Path> classOutput() {
        return file(StandardLocation.CLASS_OUTPUT, "convolith").map(Path::getParent);
    }

    private Optional<Path> existing(Location location, String relative) {
        return file(location, relative).filter(Files::isRegularFile);
    }

    private Optional<Path> file(Location location, String relative) {
        try {
            URI uri = filer.getResource(location, "", relative).toUri();
            return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            // No such location or file, or names that the file manager does not take.
            return Optional.empty();
        }
    }
}
