package org.maslin.server.commands;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Nearest;
import org.maslin.core.Seed;
import org.maslin.quality.Aggregation;
import org.maslin.quality.Automatic;
import org.maslin.quality.Bwa;
import org.maslin.quality.CrowdKitDawidSkene;
import org.maslin.quality.CrowdKitKos;
import org.maslin.quality.CrowdKitMajority;
import org.maslin.quality.CrowdKitOneCoin;
import org.maslin.quality.CrowdKitWawa;
import org.maslin.quality.DawidSkene;
import org.maslin.quality.Ebcc;
import org.maslin.quality.Glad;
import org.maslin.quality.Ibcc;
import org.maslin.quality.Kos;
import org.maslin.quality.Mace;
import org.maslin.quality.Majority;
import org.maslin.quality.Mmsr;
import org.maslin.quality.OneCoin;
import org.maslin.quality.Wawa;
import org.maslin.quality.ZeroBasedSkill;

/** The aggregation that a user named, with the limits given. */
record AggregationChoice(
        String method,
        @Nullable String compat,
        @Nullable Integer iterations,
        @Nullable Double tolerance,
        long seed) {

    private static final List<String> AVAILABLE =
            List.of(
                    "auto",
                    "majority",
                    "wawa",
                    "zero-based-skill",
                    "one-coin",
                    "dawid-skene",
                    "glad",
                    "mace",
                    "kos",
                    "mmsr",
                    "ibcc",
                    "bwa",
                    "ebcc");
    private static final List<String> COMPATIBLE =
            List.of("majority", "wawa", "zero-based-skill", "one-coin", "dawid-skene", "kos");
    private static final List<String> WITHOUT_ROUNDS = List.of("majority", "wawa");
    private static final List<String> WITHOUT_TOLERANCE = List.of("zero-based-skill", "kos");
    private static final double CROWD_KIT_TOLERANCE = 1e-5;
    private static final int ROUNDS = 100;
    private static final int LONG_ROUNDS = 500;
    private static final int MACE_RESTARTS = 10;
    private static final int MACE_ROUNDS = 50;
    private static final int MMSR_SWEEPS = 1000;
    private static final int KINDS = 10;

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
        if (compat != null && !COMPATIBLE.contains(method)) {
            return "The method %s has no --compat. Available for: %s."
                    .formatted(method, String.join(", ", COMPATIBLE));
        }
        if (WITHOUT_ROUNDS.contains(method) && (iterations != null || tolerance != null)) {
            return "The method %s has no rounds: leave out --iterations and --tolerance."
                    .formatted(method);
        }
        if (WITHOUT_TOLERANCE.contains(method) && tolerance != null && tolerance != 0) {
            return "The method %s runs all its rounds: leave out --tolerance, or set it to 0."
                    .formatted(method);
        }
        return null;
    }

    Aggregation aggregation() {
        return compat == null ? ours() : crowdKits();
    }

    private Aggregation ours() {
        Seed from = new Seed(seed);
        return switch (method) {
            case "majority" -> new Majority();
            case "wawa" -> new Wawa();
            case "zero-based-skill" -> new ZeroBasedSkill(rounds(ROUNDS));
            case "one-coin" -> new OneCoin(rounds(ROUNDS), rest(new OneCoin().tolerance()));
            case "dawid-skene" -> dawidSkene();
            case "glad" -> new Glad(rounds(ROUNDS), rest(new Glad().tolerance()));
            case "mace" ->
                    new Mace(
                            MACE_RESTARTS,
                            rounds(MACE_ROUNDS),
                            rest(new Mace(from).tolerance()),
                            from);
            case "kos" -> new Kos(rounds(ROUNDS), from);
            case "mmsr" -> new Mmsr(rounds(MMSR_SWEEPS), rest(new Mmsr(from).tolerance()), from);
            case "ibcc" -> new Ibcc(rounds(LONG_ROUNDS), rest(new Ibcc().tolerance()));
            case "bwa" -> new Bwa(rounds(LONG_ROUNDS), rest(new Bwa().tolerance()));
            case "ebcc" ->
                    new Ebcc(KINDS, 1, rounds(LONG_ROUNDS), rest(new Ebcc(from).tolerance()), from);
            default -> new Automatic(dawidSkene());
        };
    }

    private Aggregation crowdKits() {
        return switch (method) {
            case "majority" -> new CrowdKitMajority();
            case "wawa" -> new CrowdKitWawa();
            case "zero-based-skill" -> new ZeroBasedSkill(rounds(ROUNDS));
            case "one-coin" -> new CrowdKitOneCoin(rounds(ROUNDS), rest(CROWD_KIT_TOLERANCE));
            case "kos" -> new CrowdKitKos(rounds(ROUNDS), (int) seed);
            default -> new CrowdKitDawidSkene(rounds(ROUNDS), rest(CROWD_KIT_TOLERANCE));
        };
    }

    private DawidSkene dawidSkene() {
        return new DawidSkene(rounds(ROUNDS), rest(new DawidSkene().tolerance()));
    }

    private int rounds(int usual) {
        return iterations == null ? usual : iterations;
    }

    private double rest(double usual) {
        return tolerance == null ? usual : tolerance;
    }
}
