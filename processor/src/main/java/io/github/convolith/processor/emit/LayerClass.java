package io.github.convolith.processor.emit;

/**
 * The class to be generated for a layer.
 *
 * @param packageName its package, empty for the unnamed one
 * @param name its simple name
 * @param isPublic whether it is public or package-private
 * @param header its Javadoc
 * @param isMarked whether {@code @Generated} can be named from the user's module
 * @param explicitLang whether the package has types of its own that hide those of {@code java.lang}
 */
public record LayerClass(
        String packageName, String name, boolean isPublic, String header, boolean isMarked, boolean explicitLang) {
    /** The same class with other Javadoc. */
    public LayerClass withHeader(String other) {
        return new LayerClass(packageName, name, isPublic, other, isMarked, explicitLang);
    }
}
