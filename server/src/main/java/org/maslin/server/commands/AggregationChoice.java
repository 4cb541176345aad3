package org.maslin.server.commands;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Nearest;
import org.maslin.quality.Aggregation;
import org.maslin.quality.Automatic;
import org.maslin.quality.CrowdKitDawidSkene;
import org.maslin.quality.DawidSkene;
import org.maslin.quality.Majority;

/** The aggregation that a user named, with the limits given. */
record AggregationChoice(
        String method,
        @Nullable String compat,
        @Nullable Integer iterations,
        @Nullable Double tolerance) {

    private static final List<String> AVAILABLE = List.of("auto", "majority", "dawid-skene");

    /** Why the choice cannot be met; absent if it can. */
    @Nullable String refusal() {
        if (!AVAILABLE.contains(method)) {
            return "The method %s is not available. Available are: %s. %s"
                    .formatted(
                            method,
                            String.join(", ", AVAILABLE),
                            Nearest.to(method, AVAILABLE) == null
                                    ? "Most crowds are served best by auto."
                                    : Nearest.hint(method, AVAILABLE));
        }
        if (compat != null && !compat.equals("crowd-kit")) {
            return "There is no compatibility with %s. Available is: crowd-kit.".formatted(compat);
        }
        if (compat != null && !method.equals("dawid-skene")) {
            return "The method %s has no --compat. Available for: dawid-skene.".formatted(method);
        }
        if (method.equals("majority") && (iterations != null || tolerance != null)) {
            return "The method majority has no rounds: leave out --iterations and --tolerance.";
        }
        return null;
    }

    Aggregation aggregation() {
        if (compat != null) {
            var usual = new CrowdKitDawidSkene();
            return new CrowdKitDawidSkene(
                    iterations == null ? usual.iterations() : iterations,
                    tolerance == null ? usual.tolerance() : tolerance);
        }
        return switch (method) {
            case "majority" -> new Majority();
            case "dawid-skene" -> dawidSkene();
            default -> new Automatic(dawidSkene());
        };
    }

    private DawidSkene dawidSkene() {
        var usual = new DawidSkene();
        return new DawidSkene(
                iterations == null ? usual.iterations() : iterations,
                tolerance == null ? usual.tolerance() : tolerance);
    }
}
