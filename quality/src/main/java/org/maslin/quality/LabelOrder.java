package org.maslin.quality;

import java.util.Comparator;
import java.util.List;

/** The order of labels: by value if all of them are numbers, else by text. */
final class LabelOrder {

    private LabelOrder() {}

    static List<String> sorted(List<String> labels) {
        Comparator<String> byText = Comparator.naturalOrder();
        if (labels.stream().allMatch(LabelOrder::isNumber)) {
            return labels.stream()
                    .sorted(Comparator.comparingDouble(Double::parseDouble).thenComparing(byText))
                    .toList();
        }
        return labels.stream().sorted(byText).toList();
    }

    static boolean isNumber(String label) {
        try {
            return Double.isFinite(Double.parseDouble(label));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
