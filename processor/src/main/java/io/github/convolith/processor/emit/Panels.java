package io.github.convolith.processor.emit;

/**
 * Planes that share arrays, several in each, so that the distance between two of them is a number in the code.
 *
 * @param field the field that holds the arrays, a {@code float[][]}
 * @param arrays how many there are
 * @param planes planes in each
 * @param pitch elements from one plane to the next
 * @param row planes that belong together, such as those of a row of the kernel
 */
record Panels(String field, int arrays, int planes, int pitch, int row) {
    /** Elements of the longest vector register there is; C2 of JDK 17 wants all planes equally far from its boundaries. */
    private static final int LANES = 16;

    /** So many planes, each in an array of its own. */
    static Panels single(String field, int planes, int row) {
        return new Panels(field, planes, 1, 0, row);
    }

    /** So many planes of at most so many elements, some of them in each array, with room for whole vectors behind each. */
    static Panels of(String field, int planes, int together, int elements, int row) {
        return new Panels(field, (planes + together - 1) / together, together, pitch(elements), row);
    }

    /** An odd number of vectors: at a power of two, planes would compete for the same few places in the cache. */
    static int pitch(int elements) {
        return ((elements + LANES - 1) / LANES | 1) * LANES;
    }

    boolean isSingle() {
        return planes == 1;
    }

    /** What the field is set to. */
    String allocation(Expr elements) {
        return "new float[%d][%s]".formatted(arrays, pitch == 0 ? elements : Expr.of((long) planes * pitch));
    }

    /** The place of a plane: an array, and the index in it at which the plane begins. */
    record Place(String array, Expr at) {}

    /** The place of a plane by its number. */
    Place plane(Expr plane) {
        if (arrays == 1 && !isSingle()) {
            return new Place(field + "[0]", plane.times(pitch));
        }
        return new Place(
                field + "[" + plane.over(planes) + "]", plane.modulo(planes).times(pitch));
    }

    /** What stands for a row in the code: its array where it is one, otherwise its first plane. */
    Expr base(Expr row) {
        return isRowByRow() ? row : row.times(this.row);
    }

    /** The place of a plane of a row. */
    Place plane(Expr base, Expr column) {
        return isRowByRow() ? new Place(field + "[" + base + "]", column.times(pitch)) : plane(base.plus(column));
    }

    private boolean isRowByRow() {
        return planes == row && arrays > 1;
    }
}
