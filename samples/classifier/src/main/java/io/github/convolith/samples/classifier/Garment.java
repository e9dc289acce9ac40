package io.github.convolith.samples.classifier;

/** What the pictures show: the ten classes, in the order of their numbers in the data set. */
enum Garment {
    T_SHIRT("T-shirt or top"),
    TROUSERS("trousers"),
    PULLOVER("pullover"),
    DRESS("dress"),
    COAT("coat"),
    SANDAL("sandal"),
    SHIRT("shirt"),
    SNEAKER("sneaker"),
    BAG("bag"),
    ANKLE_BOOT("ankle boot");

    static final int COUNT = values().length;

    private final String text;

    Garment(String text) {
        this.text = text;
    }

    /** The garment with this number, from 0 to 9. */
    static Garment numbered(int number) {
        return values()[number];
    }

    /** The name as a person writes it. */
    @Override
    public String toString() {
        return text;
    }
}
