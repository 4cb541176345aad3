package org.maslin.train;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which modules get a low-rank adapter, and of what size.
 *
 * @param rank 0 for no adapter
 * @param modules ends of module names, or one regular expression, or {@code all-linear}
 * @param stabilised whether the scale is α/√r in place of α/r (Kalajdzievski, 2023)
 */
public record LoraConfig(int rank, double alpha, boolean stabilised, List<String> modules) {

    static final String ALL = "all-linear";
    static final LoraConfig NONE = new LoraConfig(0, 0, false, List.of());

    public LoraConfig {
        modules = List.copyOf(modules);
    }

    boolean wanted() {
        return rank > 0;
    }

    double scale(int ofRank) {
        return stabilised ? alpha / Math.sqrt(ofRank) : alpha / ofRank;
    }

    /** Whether a module of this full name gets an adapter. */
    boolean takes(String module) {
        if (modules.equals(List.of(ALL))) {
            return !module.endsWith("embed_tokens")
                    && !module.endsWith("lm_head")
                    && !module.endsWith("score")
                    && !module.endsWith(".wte")
                    && !module.endsWith(".wpe");
        }
        return modules.stream()
                .anyMatch(
                        name ->
                                module.equals(name)
                                        || module.endsWith("." + name)
                                        || (modules.size() == 1 && Pattern.matches(name, module)));
    }
}
