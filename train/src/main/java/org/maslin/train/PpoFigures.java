package org.maslin.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is logged of a step of PPO, in the field's names; ratios beyond an end count as 1. */
final class PpoFigures {

    private final PpoBatch batch;
    private double divergence;
    private double clipped;
    private double policyLoss;
    private double valueLoss;
    private double valueClipped;
    private double ratio;
    private int epochs;

    PpoFigures(PpoBatch batch) {
        this.batch = batch;
    }

    void addPolicy(
            double[] logProbs, double[] old, double[] advantages, double range, double loss) {
        double squares = 0;
        double clips = 0;
        double ratios = 0;
        for (int i = 0; i < logProbs.length; i++) {
            double difference = logProbs[i] - old[i];
            double w = Math.exp(difference);
            squares += difference * difference;
            ratios += w;
            double plain = -advantages[i] * w;
            double held = -advantages[i] * Math.clamp(w, 1 - range, 1 + range);
            clips += held > plain ? 1 : 0;
        }
        int all = batch.allPlaces();
        divergence += 0.5 * squares / all;
        clipped += clips / logProbs.length;
        ratio += (ratios + all - logProbs.length) / all;
        policyLoss += loss;
        epochs++;
    }

    void addValue(double[] now, double[] old, double[] returns, double range, double loss) {
        double clips = 0;
        for (int i = 0; i < now.length; i++) {
            double plain = now[i] - returns[i];
            double held = Math.clamp(now[i], old[i] - range, old[i] + range) - returns[i];
            clips += held * held > plain * plain ? 1 : 0;
        }
        valueClipped += clips / now.length;
        valueLoss += loss;
    }

    Map<String, Double> means() {
        double kl = 0;
        double entropy = 0;
        for (int row = 0; row < batch.size(); row++) {
            kl += Arrays.stream(batch.divergences[row]).sum();
            entropy -= Arrays.stream(batch.oldLogProbs[row]).sum();
        }
        double score = Arrays.stream(batch.scores).average().orElse(0);
        double penalty = -batch.klWeight() * kl / batch.size();
        Map<String, Double> means = new LinkedHashMap<>();
        means.put("objective/kl", kl / batch.size());
        means.put("objective/entropy", entropy / batch.size());
        means.put("objective/non_score_reward", penalty);
        means.put("objective/rlhf_reward", penalty + score);
        means.put("objective/scores", score);
        means.put("policy/approxkl_avg", divergence / epochs);
        means.put("policy/clipfrac_avg", clipped / epochs);
        means.put("loss/policy_avg", policyLoss / epochs);
        means.put("loss/value_avg", valueLoss / epochs);
        means.put("val/clipfrac_avg", valueClipped / epochs);
        means.put("val/ratio", ratio / epochs);
        return means;
    }
}
