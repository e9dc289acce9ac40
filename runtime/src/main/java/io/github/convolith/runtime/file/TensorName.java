package io.github.convolith.runtime.file;

/** What a file may call a tensor: anything that can be shown in a message. */
final class TensorName {

    /** Long enough for any network, and short enough to keep the names in a hostile file small. */
    private static final int LONGEST = 1024;

    private TensorName() {}

    /** {@return the name, which is now known to be one} It may look like a path: it is never used as one. */
    static String checked(String name, Place place) throws MalformedFileException {
        if (name.isEmpty()) {
            throw place.malformed("has a tensor with an empty name");
        }
        if (name.length() > LONGEST) {
            throw place.malformed("has a tensor whose name is " + name.length() + " characters long, beginning with "
                    + Place.quoted(name) + "; " + LONGEST + " is the most");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw place.malformed("has a tensor whose name has a control character in it: " + Place.quoted(name));
        }
        return name;
    }
}
