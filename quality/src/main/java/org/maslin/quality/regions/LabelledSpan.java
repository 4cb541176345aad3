package org.maslin.quality.regions;

/** Characters from {@code start} to before {@code end}, and what they are said to be. */
public record LabelledSpan(double start, double end, String label) {

    public LabelledSpan {
        Checks.ordered("span", start, end);
    }

    double length() {
        return end - start;
    }
}
