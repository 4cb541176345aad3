package org.maslin.quality.regions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maslin.quality.Answers;
import org.maslin.quality.Consensus;
import org.maslin.quality.DawidSkene;

/**
 * One set of regions of several (the plan of Braylan and Lease, Aggregating Complex Annotations via
 * Merging and Matching, KDD 2021).
 *
 * <p>Regions of one task are clustered, at most one of each worker to a cluster: worker by worker,
 * each one's regions are matched to the clusters by their mean similarity, and what matches none
 * begins one. To every cluster every worker of the task has given an answer: the label, or that
 * there is nothing. Those answers make a {@link DawidSkene} of their own, with "nothing" as a
 * label; it tells who overlooks things, who sees what is not there, and who takes one label for
 * another. Shapes are merged with weights: 1 ÷ (0.01 + how far the worker's shapes are from the
 * merged ones in the mean), found in rounds.
 *
 * @param threshold the least similarity of one and the same thing, above 0
 */
public record RegionConsensus(double threshold) {

    private static final String NOTHING = "\0nothing";
    private static final int ROUNDS = 5;
    private static final double SOFT = 0.01;
    private static final double USUAL_DISTANCE = 0.2;

    public RegionConsensus {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "The threshold (%s) must be above 0 and at most 1.".formatted(threshold));
        }
    }

    /** Things are the same if they overlap by half. */
    public RegionConsensus() {
        this(0.5);
    }

    /** One thing on one task, with the region of each worker who marked it. */
    private static final class Cluster {
        private final String task;
        private final List<String> workers = new ArrayList<>();
        private final List<Region> regions = new ArrayList<>();

        private Cluster(String task) {
            this.task = task;
        }

        private void add(String worker, Region region) {
            workers.add(worker);
            regions.add(region);
        }

        private double similarity(Shape shape) {
            double sum = 0;
            for (Region region : regions) {
                sum += region.shape().similarity(shape);
            }
            return sum / regions.size();
        }

        private List<Shape> shapes() {
            return regions.stream().map(Region::shape).toList();
        }
    }

    /**
     * All things on all tasks, task by task in the order of first appearance; also those that
     * probably are none, with an existence below one half. A worker's second answer to a task
     * replaces the first.
     */
    public List<ConsensusRegion> aggregate(List<RegionAnswer> answers) {
        Map<String, Map<String, List<Region>>> tasks = new LinkedHashMap<>();
        for (RegionAnswer answer : answers) {
            tasks.computeIfAbsent(answer.task(), t -> new LinkedHashMap<>())
                    .put(answer.worker(), answer.regions());
        }
        List<Cluster> clusters = new ArrayList<>();
        tasks.forEach((task, workers) -> clusters.addAll(clusters(task, workers)));
        if (clusters.isEmpty()) {
            return List.of();
        }
        Consensus labels = labels(tasks, clusters);
        Map<String, Double> weights = new LinkedHashMap<>();
        List<Shape> merged = merge(clusters, weights);
        for (int round = 1; round < ROUNDS; round++) {
            weigh(clusters, merged, weights);
            merged = merge(clusters, weights);
        }
        List<ConsensusRegion> regions = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            regions.add(region(clusters.get(i), merged.get(i), labels, i));
        }
        return regions;
    }

    private List<Cluster> clusters(String task, Map<String, List<Region>> workers) {
        List<Cluster> clusters = new ArrayList<>();
        workers.forEach(
                (worker, regions) -> {
                    double[][] similarity = new double[regions.size()][clusters.size()];
                    for (int i = 0; i < regions.size(); i++) {
                        for (int j = 0; j < clusters.size(); j++) {
                            similarity[i][j] = clusters.get(j).similarity(regions.get(i).shape());
                        }
                    }
                    boolean[] matched = new boolean[regions.size()];
                    for (int[] pair : Matching.of(similarity, threshold).pairs()) {
                        clusters.get(pair[1]).add(worker, regions.get(pair[0]));
                        matched[pair[0]] = true;
                    }
                    for (int i = 0; i < matched.length; i++) {
                        if (!matched[i]) {
                            var cluster = new Cluster(task);
                            cluster.add(worker, regions.get(i));
                            clusters.add(cluster);
                        }
                    }
                });
        return clusters;
    }

    private static Consensus labels(
            Map<String, Map<String, List<Region>>> tasks, List<Cluster> clusters) {
        var table = Answers.builder();
        for (int i = 0; i < clusters.size(); i++) {
            Cluster cluster = clusters.get(i);
            for (String worker : tasks.getOrDefault(cluster.task, Map.of()).keySet()) {
                int at = cluster.workers.indexOf(worker);
                String label = at < 0 ? NOTHING : cluster.regions.get(at).label();
                table.add(Integer.toString(i), worker, label);
            }
        }
        return new DawidSkene().aggregate(table.build());
    }

    private static List<Shape> merge(List<Cluster> clusters, Map<String, Double> weights) {
        List<Shape> merged = new ArrayList<>();
        for (Cluster cluster : clusters) {
            double[] weight = new double[cluster.workers.size()];
            for (int i = 0; i < weight.length; i++) {
                weight[i] = weights.getOrDefault(cluster.workers.get(i), 1.0);
            }
            merged.add(Merge.of(cluster.shapes(), weight));
        }
        return merged;
    }

    private static void weigh(
            List<Cluster> clusters, List<Shape> merged, Map<String, Double> weights) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < clusters.size(); i++) {
            Cluster cluster = clusters.get(i);
            for (int j = 0; cluster.workers.size() > 1 && j < cluster.workers.size(); j++) {
                // One usual distance beforehand, so that few regions make nobody a master.
                double[] sum =
                        sums.computeIfAbsent(
                                cluster.workers.get(j), w -> new double[] {USUAL_DISTANCE, 1});
                sum[0] += 1 - cluster.regions.get(j).shape().similarity(merged.get(i));
                sum[1]++;
            }
        }
        sums.forEach((worker, sum) -> weights.put(worker, 1 / (SOFT + sum[0] / sum[1])));
    }

    private static ConsensusRegion region(Cluster cluster, Shape shape, Consensus labels, int i) {
        List<String> names = labels.answers().labels();
        int best = -1;
        double nothing = 0;
        for (int label = 0; label < names.size(); label++) {
            if (names.get(label).equals(NOTHING)) {
                nothing = labels.probability(i, label);
            } else if (best < 0 || labels.probability(i, label) > labels.probability(i, best)) {
                best = label;
            }
        }
        double something = Math.max(1 - nothing, Double.MIN_NORMAL);
        return new ConsensusRegion(
                cluster.task,
                shape,
                names.get(best),
                1 - nothing,
                Math.min(1, labels.probability(i, best) / something),
                List.copyOf(cluster.workers),
                cluster.similarity(shape));
    }
}
