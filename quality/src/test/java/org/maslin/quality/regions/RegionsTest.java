package org.maslin.quality.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.regions.Shape.Box;
import org.maslin.quality.regions.Shape.Keypoints;
import org.maslin.quality.regions.Shape.Mask;
import org.maslin.quality.regions.Shape.Polygon;
import org.maslin.quality.regions.Shape.Span;
import org.maslin.quality.regions.Shape.Track;

class RegionsTest {

    @Test
    void similarities_equalValuesWorkedByHand() {
        // 10 × 10 and the same moved by 5: 50 of 150.
        assertThat(new Box(0, 0, 10, 10).similarity(new Box(5, 0, 15, 10)))
                .isCloseTo(1.0 / 3, within(1e-12));
        assertThat(new Span(0, 4).similarity(new Span(2, 6))).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(new Span(0, 4).similarity(new Box(0, 0, 1, 1))).isZero();
        var track = new TreeMap<Integer, Box>();
        track.put(1, new Box(0, 0, 1, 1));
        var longer = new TreeMap<>(track);
        longer.put(2, new Box(0, 0, 1, 1));
        assertThat(new Track(track).similarity(new Track(longer))).isEqualTo(0.5);
        // Two points off by one deviation, 2 · spread · scale: e^(−1/2) each.
        var points = new Keypoints(List.of(0.0, 0.0, 5.0, 5.0), 10, 0.05);
        var moved = new Keypoints(List.of(1.0, 0.0, 5.0, 6.0), 10, 0.05);
        assertThat(points.similarity(moved)).isCloseTo(Math.exp(-0.5), within(1e-12));
    }

    @Test
    void polygons_haveExactAreas() {
        var square = new Polygon(List.of(0.0, 0.0, 4.0, 0.0, 4.0, 4.0, 0.0, 4.0));
        var triangle = new Polygon(List.of(0.0, 0.0, 4.0, 4.0, 0.0, 4.0));
        var diamond = new Polygon(List.of(2.0, -1.0, 5.0, 2.0, 2.0, 5.0, -1.0, 2.0));

        assertThat(square.area()).isCloseTo(16, within(1e-12));
        assertThat(triangle.area()).isCloseTo(8, within(1e-12));
        assertThat(square.similarity(triangle)).isCloseTo(0.5, within(1e-12));
        // The diamond (18) loses four corners of height 1 and base 2: 14 are common.
        assertThat(PolygonArea.ofBoth(square, diamond)).isCloseTo(14, within(1e-12));
        assertThat(diamond.similarity(square)).isCloseTo(14.0 / 20, within(1e-12));
    }

    @Test
    void matching_isTheBestOfAll() {
        Random random = new Random(1);
        for (int run = 0; run < 50; run++) {
            double[][] similarity = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (double[] row : similarity) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = random.nextDouble();
                }
            }
            double best = best(similarity, 0, new boolean[similarity[0].length]);

            assertThat(Matching.of(similarity, 1e-9).similarity()).isCloseTo(best, within(1e-9));
        }
        assertThat(Matching.f1(List.of(), List.of(), 0.5)).isEqualTo(1);
        assertThat(
                        Matching.f1(
                                List.of(new Span(0, 4), new Span(8, 9)),
                                List.of(new Span(0, 4)),
                                0.5))
                .isCloseTo(2.0 / 3, within(1e-12));
    }

    private static double best(double[][] similarity, int row, boolean[] used) {
        if (row == similarity.length) {
            return 0;
        }
        double most = best(similarity, row + 1, used);
        for (int j = 0; j < used.length; j++) {
            if (!used[j]) {
                used[j] = true;
                most = Math.max(most, similarity[row][j] + best(similarity, row + 1, used));
                used[j] = false;
            }
        }
        return most;
    }

    /** Boxes seen through noise, some overlooked, some invented; one worker careless. */
    @Test
    void consensusOfBoxes_findsWhatIsThere_andNothingElse() {
        Random random = new Random(2);
        List<RegionAnswer> answers = new ArrayList<>();
        List<List<Box>> truths = new ArrayList<>();
        for (int task = 0; task < 60; task++) {
            List<Box> truth = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                double x = 100 * i + 20 * random.nextDouble();
                double y = 50 * random.nextDouble();
                truth.add(new Box(x, y, x + 40, y + 40));
            }
            truths.add(truth);
            for (int worker = 0; worker < 5; worker++) {
                double noise = worker == 0 ? 6 : 1.5;
                List<Region> regions = new ArrayList<>();
                for (Box box : truth) {
                    if (random.nextDouble() < 0.9) {
                        regions.add(new Region(noisy(box, noise, random), "cat"));
                    }
                }
                if (random.nextDouble() < (worker == 0 ? 0.5 : 0.05)) {
                    double x = 400 + 100 * random.nextDouble();
                    regions.add(new Region(new Box(x, 0, x + 30, 30), "cat"));
                }
                answers.add(new RegionAnswer("t" + task, "w" + worker, regions));
            }
        }
        List<ConsensusRegion> regions = new RegionConsensus().aggregate(answers);

        double similarity = 0;
        int found = 0;
        int invented = 0;
        for (ConsensusRegion region : regions) {
            int task = Integer.parseInt(region.task().substring(1));
            double nearest = 0;
            for (Box box : truths.get(task)) {
                nearest = Math.max(nearest, box.similarity(region.shape()));
            }
            if (region.existence() > 0.5) {
                found += nearest > 0.5 ? 1 : 0;
                invented += nearest > 0.5 ? 0 : 1;
                similarity += nearest > 0.5 ? nearest : 0;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(178);
        assertThat(invented).isLessThanOrEqualTo(2);
        assertThat(similarity / found).isGreaterThan(0.93);
    }

    private static Box noisy(Box box, double noise, Random random) {
        return new Box(
                box.left() + noise * random.nextGaussian(),
                box.top() + noise * random.nextGaussian(),
                box.right() + noise * random.nextGaussian(),
                box.bottom() + noise * random.nextGaussian());
    }

    @Test
    void labelOfARegion_isThatOfTheWorkersWhoKnow_andNothingIsAnAnswerToo() {
        List<RegionAnswer> answers = new ArrayList<>();
        for (int task = 0; task < 20; task++) {
            String truth = task % 2 == 0 ? "cat" : "dog";
            for (int worker = 0; worker < 3; worker++) {
                String said = worker == 2 && task % 2 == 1 ? "cat" : truth;
                answers.add(
                        new RegionAnswer(
                                "t" + task,
                                "w" + worker,
                                List.of(new Region(new Span(2, 8), said))));
            }
        }
        answers.add(new RegionAnswer("t99", "w0", List.of()));
        answers.add(new RegionAnswer("t99", "w1", List.of()));
        answers.add(new RegionAnswer("t99", "w2", List.of(new Region(new Span(0, 3), "cat"))));

        List<ConsensusRegion> regions = new RegionConsensus().aggregate(answers);

        assertThat(regions).hasSize(21);
        assertThat(regions.get(1).label()).isEqualTo("dog");
        assertThat(regions.get(1).existence()).isGreaterThan(0.95);
        assertThat(regions.get(20).existence()).isLessThan(0.5);
        assertThat(new RegionConsensus().aggregate(List.of())).isEmpty();
    }

    @Test
    void shapesOfEveryKind_areMerged() {
        var bits = new BitSet();
        bits.set(1, 4);
        var fewer = new BitSet();
        fewer.set(2, 4);
        double[] even = {1, 1, 1};
        assertThat(Merge.of(List.of(new Mask(bits), new Mask(fewer), new Mask(fewer)), even))
                .isEqualTo(new Mask(fewer));
        assertThat(Merge.of(List.of(new Span(0, 4), new Span(1, 4), new Span(1, 6)), even))
                .isEqualTo(new Span(1, 4));
        var points = new Keypoints(List.of(0.0, 2.0, Double.NaN, Double.NaN), 1, 0.1);
        assertThat(Merge.of(List.of(points, points, points), even)).isEqualTo(points);
        var triangle = new Polygon(List.of(0.0, 0.0, 4.0, 4.0, 0.0, 4.0));
        var other = new Polygon(List.of(9.0, 9.0, 14.0, 14.0, 9.0, 14.0));
        assertThat(Merge.of(List.of(other, triangle, triangle), even)).isEqualTo(triangle);
        var track = new TreeMap<Integer, Box>();
        track.put(3, new Box(0, 0, 2, 2));
        var moved = new TreeMap<Integer, Box>();
        moved.put(3, new Box(1, 0, 3, 2));
        moved.put(4, new Box(1, 0, 3, 2));
        assertThat(
                        Merge.of(
                                List.of(new Track(track), new Track(moved), new Track(track)),
                                new double[] {1, 2, 1}))
                .isEqualTo(
                        new Track(
                                new TreeMap<>(
                                        Map.of(
                                                3,
                                                new Box(0.5, 0, 2.5, 2),
                                                4,
                                                new Box(1, 0, 3, 2)))));
    }

    @Test
    void staple_findsTheMask_andWhoMarksTooMuch() {
        Random random = new Random(3);
        var truth = new BitSet();
        truth.set(200, 500);
        double[] misses = {0.05, 0.3, 0.02, 0.1};
        double[] extras = {0.02, 0.01, 0.3, 0.05};
        List<Mask> masks = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            var mask = new BitSet();
            for (int pixel = 0; pixel < 2000; pixel++) {
                boolean in = truth.get(pixel);
                double wrong = in ? misses[worker] : extras[worker];
                mask.set(pixel, random.nextDouble() < wrong ? !in : in);
            }
            masks.add(new Mask(mask));
        }
        Staple staple = Staple.of(masks, 2000);

        assertThat(staple.mask().dice(new Mask(truth))).isGreaterThan(0.97);
        assertThat(staple.sensitivity()[1]).isCloseTo(0.7, within(0.06));
        assertThat(staple.specificity()[2]).isCloseTo(0.7, within(0.04));
        assertThat(Staple.of(List.of(new Mask(new BitSet())), 9).mask().pixels().isEmpty())
                .isTrue();
    }

    @Test
    void spanAlpha_equalsTheValueWorkedByHand() {
        // A text of 10; one marks 0–4, the other 0–2: alike on 2 marked and 6 unmarked, 2 differ.
        // Totals over both: marked 6, not 14 of 20. Expected 400 − 36 − 196 = 168; observed 4.
        // alpha = 1 − 20 · 4 / 168.
        var text =
                new SpanText(
                        10,
                        List.of(
                                List.of(new LabelledSpan(0, 4, "x")),
                                List.of(new LabelledSpan(0, 2, "x"))));

        assertThat(SpanAlpha.UNITS.measure(List.of(text), new Seed(0)).estimate())
                .isCloseTo(1 - 20.0 * 4 / 168, within(1e-12));
        assertThatThrownBy(() -> SpanAlpha.LABELS.measure(List.of(text), new Seed(0)))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new SpanText(3, List.of(List.of(new LabelledSpan(0, 4, "x")))))
                .hasMessageContaining("length 3");
    }

    @Test
    void gamma_isOneForEqualSpans_andNearZeroForUnrelatedOnes() {
        Random random = new Random(4);
        List<SpanText> equal = new ArrayList<>();
        List<SpanText> unrelated = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<LabelledSpan> spans = spans(random);
            equal.add(new SpanText(100, List.of(spans, spans)));
            unrelated.add(new SpanText(100, List.of(spans(random), spans(random))));
        }
        Figure one = new SpanGamma().measure(equal, new Seed(1));
        Figure zero = new SpanGamma().measure(unrelated, new Seed(1));

        assertThat(one.estimate()).isEqualTo(1);
        assertThat(zero.estimate()).isBetween(-0.25, 0.25);
        assertThat(zero.n()).isEqualTo(30);
        // Ends 6 apart of lengths 4 and 10, squared, over one span each.
        var text =
                new SpanText(
                        20,
                        List.of(
                                List.of(new LabelledSpan(0, 4, "x")),
                                List.of(new LabelledSpan(0, 10, "x"))));
        assertThat(new SpanGamma().disorder(text)).isCloseTo(Math.pow(6.0 / 14, 2), within(1e-12));
    }

    private static List<LabelledSpan> spans(Random random) {
        List<LabelledSpan> spans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double start = 80 * random.nextDouble();
            spans.add(new LabelledSpan(start, start + 5 + 10 * random.nextDouble(), "x"));
        }
        return spans;
    }
}
