package io.github.convolith.samples.classifier;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Picks the verdicts worth a look: right ones of as many kinds as it shows, and wrong ones. */
final class Selection {
    private Selection() {}

    /**
     * The first right verdicts, each about another garment, and after them the first wrong ones; fewer where there are
     * not as many.
     */
    static List<Verdict> of(List<Verdict> verdicts, int right, int wrong) {
        List<Verdict> selected = new ArrayList<>();
        Set<Garment> shown = EnumSet.noneOf(Garment.class);
        for (Verdict verdict : verdicts) {
            if (verdict.isRight() && selected.size() < right && shown.add(verdict.garment())) {
                selected.add(verdict);
            }
        }
        verdicts.stream().filter(verdict -> !verdict.isRight()).limit(wrong).forEach(selected::add);
        return selected;
    }
}
