package io.github.convolith.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;

/**
 * A file that lies beside a class: in the same directory, or in the same directory of the same JAR.
 *
 * @param anchor the class
 * @param name the name of the file, without a directory
 */
record Resource(Class<?> anchor, String name) {

    Resource {
        if (name.isEmpty() || name.contains("/") || name.contains("\\")) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a file beside a class");
        }
    }

    /**
     * Opens the file.
     *
     * @throws WeightsException if it is not there; the message says where it was looked for, and how it gets there
     */
    InputStream open() throws IOException {
        Optional<InputStream> found = Optional.ofNullable(anchor.getResourceAsStream(name));
        if (found.isPresent()) {
            return found.get();
        }
        return besideClassFile().orElseThrow(this::missing);
    }

    /**
     * Opens the file by way of the class file, of which it is known where it is: a package of a named module that is not
     * open keeps its resources to itself, also before this library, but for class files.
     */
    private Optional<InputStream> besideClassFile() throws IOException {
        Optional<URL> classFile = Optional.ofNullable(anchor.getResource(classFileName()));
        if (classFile.isEmpty()) {
            return Optional.empty();
        }
        URLConnection connection = sibling(classFile.get()).openConnection();
        connection.setUseCaches(false); // or a JAR stays open, and can be neither deleted nor replaced on some systems
        try {
            return Optional.of(connection.getInputStream());
        } catch (IOException e) {
            return Optional.empty(); // which of its many kinds means that there is none depends on the class loader
        }
    }

    private URL sibling(URL classFile) throws MalformedURLException {
        try {
            return new URL(classFile, new URI(null, null, name, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new MalformedURLException("the name '" + name + "' has no place in a URL");
        }
    }

    private String classFileName() {
        String className = anchor.getName();
        return className.substring(className.lastIndexOf('.') + 1) + ".class";
    }

    private WeightsException missing() {
        String directory = directory();
        return new WeightsException(
                "there is no '" + name + "' beside the class " + anchor.getName() + ": it should be "
                        + path() + " in the directory or JAR that " + directory + classFileName()
                        + " is in. What the compiler writes there has to stay there when classes are copied, packed or shaded. A"
                        + " file of your own belongs into src/main/resources/" + directory
                        + ": from src/main/java, Maven and Gradle take nothing but sources");
    }

    /** {@return where the file is, within a directory or JAR} */
    String path() {
        return directory() + name;
    }

    private String directory() {
        String packageName = anchor.getPackageName();
        return packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    }
}
