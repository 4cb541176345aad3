package org.maslin.synth.raters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maslin.core.Seed;
import org.maslin.core.Sha256;

/**
 * Who answers which task. Tasks are dealt in the order of their hashes, each to the raters with the
 * fewest so far, ties broken by hash: loads differ by one at most, and neither the order of tasks
 * and raters nor their arrival matters.
 */
public final class RaterPlan {

    private RaterPlan() {}

    /**
     * Deals the tasks out.
     *
     * @param overlap how many raters answer each task
     * @return the raters of each task, by task key in the order given; raters in alphabetical order
     * @throws IllegalArgumentException if there are fewer raters than the overlap
     */
    public static Map<String, List<String>> assign(
            Seed seed, Collection<String> taskKeys, Collection<String> raters, int overlap) {
        if (overlap < 1 || overlap > raters.size()) {
            throw new IllegalArgumentException(
                    "The overlap (%d) must lie between 1 and the %d raters."
                            .formatted(overlap, raters.size()));
        }
        var load = new HashMap<String, Integer>();
        raters.forEach(rater -> load.put(rater, 0));
        var plan = new LinkedHashMap<String, List<String>>();
        taskKeys.forEach(task -> plan.put(task, List.of()));
        for (String task : byHash(seed, "", plan.keySet())) {
            List<String> chosen = byHash(seed, task, load.keySet());
            chosen.sort(Comparator.comparing(load::get));
            chosen = chosen.subList(0, overlap).stream().sorted().toList();
            chosen.forEach(rater -> load.merge(rater, 1, Integer::sum));
            plan.put(task, chosen);
        }
        return plan;
    }

    private static List<String> byHash(Seed seed, String salt, Collection<String> names) {
        var hashes = new HashMap<String, String>();
        for (String name : names) {
            hashes.put(name, Sha256.hex("%d\0%s\0%s".formatted(seed.value(), salt, name)));
        }
        var sorted = new ArrayList<>(hashes.keySet());
        sorted.sort(Comparator.comparing(hashes::get));
        return sorted;
    }
}
