package org.maslin.server.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.ChoiceQuestion;
import org.maslin.server.projects.DataQuestion;
import org.maslin.server.projects.MultiChoiceQuestion;
import org.maslin.server.projects.NumberQuestion;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RankingQuestion;
import org.maslin.server.projects.RatingQuestion;
import org.maslin.server.projects.RegionShape;
import org.maslin.server.projects.RegionsQuestion;
import org.maslin.server.projects.RubricQuestion;
import org.maslin.server.projects.TextQuestion;

class AnswerScoreTest {

    private static final List<ChoiceClass> BREADS =
            List.of(ChoiceClass.named("rye"), ChoiceClass.named("bun"));

    @Test
    void choices_mustBeTheSame() {
        var choice = new ChoiceQuestion("q", "Which?", BREADS, null);
        assertThat(score(choice, "rye", "rye")).isEqualTo(1);
        assertThat(score(choice, "rye", "bun")).isZero();
        var several = new MultiChoiceQuestion("q", "Which?", BREADS, null, null, null);
        assertThat(score(several, List.of("rye", "bun"), List.of("bun", "rye"))).isEqualTo(1);
        assertThat(score(several, List.of("rye", "bun"), List.of("rye"))).isZero();
    }

    @Test
    void numbers_mayBeOffByTheTolerance() {
        var rating = new RatingQuestion("q", "How much?", 1, 5, null, null);
        assertThat(score(rating, 4, 5)).isZero();
        assertThat(score(rating, 4, 5, 1)).isEqualTo(1);
        var number = new NumberQuestion("q", "How many?", null, null, null, null, null);
        assertThat(score(number, 0.3, 0.1 + 0.2)).isEqualTo(1);
        assertThat(score(number, 10, 12.5, 2)).isZero();
    }

    @Test
    void texts_areTheSame_inSpiteOfCaseSpacesAndPunctuationAtTheEnds() {
        var text = new TextQuestion("q", "What?", null, null, null);
        assertThat(score(text, "A rye bread", " a  Rye bread. ")).isEqualTo(1);
        assertThat(score(text, "A rye bread", "a ryebread")).isZero();
    }

    /** Of the pairs (0,1), (0,2), (1,2), the answer has one the other way round: 2 of 3. */
    @Test
    void rankings_haveTheShareOfPairsInOrder() {
        var ranking = new RankingQuestion("q", "Order?", true, null);
        assertThat(
                        score(
                                ranking,
                                List.of(List.of(0), List.of(1), List.of(2)),
                                List.of(List.of(1), List.of(0), List.of(2))))
                .isCloseTo(2.0 / 3, within(1e-12));
        assertThat(score(ranking, List.of(List.of(0, 1)), List.of(List.of(0), List.of(1))))
                .as("a tie is no order")
                .isZero();
    }

    @Test
    void rubrics_haveTheShareOfMarksThatAreMet() {
        var rubric =
                new RubricQuestion(
                        "q",
                        "How good?",
                        List.of(
                                new RubricQuestion.Criterion("taste", null, 1, 5, null),
                                new RubricQuestion.Criterion("crust", null, 1, 5, null)),
                        null);
        assertThat(score(rubric, Map.of("taste", 4, "crust", 2), Map.of("taste", 4, "crust", 5)))
                .isEqualTo(0.5);
    }

    /** Two 10 × 10 boxes 2 apart share 80 of 120: two thirds, which is more than half. */
    @Test
    void regions_haveTheF1OfThoseThatMatch() {
        var regions =
                new RegionsQuestion(
                        "q",
                        "Where?",
                        List.of(RegionShape.values()),
                        BREADS,
                        null,
                        null,
                        new RegionsQuestion.Skeleton(List.of("top", "base"), null),
                        null,
                        null);
        Map<String, Object> one = box("a", "rye", 0, 0);
        assertThat(RegionMatch.overlap(one, box("b", "rye", 2, 0)))
                .isCloseTo(2.0 / 3, within(1e-12));
        assertThat(score(regions, of(one), of(box("b", "rye", 2, 0)))).isEqualTo(1);
        assertThat(score(regions, of(one), of(box("b", "bun", 0, 0)))).as("label").isZero();
        assertThat(score(regions, of(one), of(box("b", "rye", 6, 0)))).as("too far").isZero();
        assertThat(score(regions, of(one), of(box("b", "rye", 0, 0), box("c", "rye", 0, 0))))
                .as("one too many: 2 · 1 / (1 + 2)")
                .isCloseTo(2.0 / 3, within(1e-12));
        assertThat(score(regions, of(), of())).as("nothing there").isEqualTo(1);
        Map<String, Object> span =
                Map.of("id", "s", "label", "rye", "span", Map.of("start", 3, "end", 7));
        Map<String, Object> longer =
                Map.of("id", "t", "label", "rye", "span", Map.of("start", 3, "end", 8));
        assertThat(score(regions, of(span), of(span))).isEqualTo(1);
        assertThat(score(regions, of(span), of(longer))).isZero();
        Map<String, Object> elsewhere =
                Map.of(
                        "id",
                        "s",
                        "label",
                        "rye",
                        "message",
                        1,
                        "span",
                        Map.of("start", 3, "end", 7));
        assertThat(score(regions, of(elsewhere), of(elsewhere))).isEqualTo(1);
        assertThat(score(regions, of(span), of(elsewhere))).isZero();
        List<?> stretches = List.of(Map.of("start", 3, "end", 5), Map.of("start", 6, "end", 7));
        Map<String, Object> interrupted = Map.of("id", "u", "label", "rye", "spans", stretches);
        assertThat(score(regions, of(interrupted), of(interrupted))).isEqualTo(1);
        assertThat(score(regions, of(span), of(interrupted))).isZero();
    }

    /** A mask of 10 × 10 pixels is the box around it; without its middle 4 × 4 it is 84 of 100. */
    @Test
    void masks_haveTheOverlapOfTheirPixels() {
        Map<String, Object> box = box("a", "rye", 3, 4);
        assertThat(RegionMatch.overlap(box, mask(List.of(0, 100)))).isEqualTo(1);
        Map<String, Object> ring = mask(List.of(0, 33, 4, 6, 4, 6, 4, 6, 4, 33));
        assertThat(RegionMatch.overlap(box, ring)).isCloseTo(0.84, within(1e-12));
        Map<String, Object> hole =
                Map.of(
                        "id",
                        "h",
                        "label",
                        "rye",
                        "polygon",
                        List.of(at(3, 4), at(13, 4), at(13, 14), at(3, 14)),
                        "holes",
                        List.of(List.of(at(6, 7), at(10, 7), at(10, 11), at(6, 11))));
        assertThat(RegionMatch.overlap(hole, ring)).isEqualTo(1);
    }

    private static Map<String, Object> mask(List<Integer> runs) {
        return Map.of(
                "id",
                "m",
                "label",
                "rye",
                "mask",
                Map.of("x", 3, "y", 4, "width", 10, "height", 10, "runs", runs));
    }

    private static List<Integer> at(int x, int y) {
        return List.of(x, y);
    }

    /** A square and the same turned by 45°: their octagon is 2(√2 − 1) = 0.8284 of one. */
    @Test
    void outlines_overlapAsTheirAreasDo() {
        Map<String, Object> turned =
                Map.of(
                        "id",
                        "t",
                        "label",
                        "rye",
                        "box",
                        Map.of("x", 0, "y", 0, "width", 10, "height", 10, "angle", 45));
        double octagon = 2 * (Math.sqrt(2) - 1);
        assertThat(RegionMatch.overlap(box("a", "rye", 0, 0), turned))
                .isCloseTo(octagon / (2 - octagon), within(0.01));
    }

    @Test
    void data_mustBeEqual_numbersByTheirValue() {
        var data = new DataQuestion("q", "What?", null);
        assertThat(score(data, Map.of("a", List.of(1, 2)), Map.of("a", List.of(1.0, 2))))
                .isEqualTo(1);
        assertThat(score(data, Map.of("a", 1), Map.of("a", 1, "b", 2))).isZero();
    }

    @Test
    void anAnswer_isRight_ifEveryKnownQuestionIs() {
        var ontology =
                new Ontology(
                        1,
                        List.of(
                                new ChoiceQuestion("kind", "Which?", BREADS, null),
                                new RatingQuestion("taste", "How?", 1, 5, null, null),
                                new TextQuestion("why", "Why?", null, null, null)));
        Map<String, Object> expected = Map.of("kind", "rye", "taste", 3);
        AnswerScore half =
                AnswerScore.of(
                        ontology,
                        expected,
                        Map.of("kind", "rye", "taste", 4, "why", "so"),
                        Map.of(),
                        0.8);
        assertThat(half.score()).isEqualTo(0.5);
        assertThat(half.correct()).isFalse();
        assertThat(half.byQuestion()).containsOnlyKeys("kind", "taste");
        assertThat(
                        AnswerScore.of(
                                        ontology,
                                        expected,
                                        Map.of("kind", "rye", "taste", 4),
                                        Map.of("taste", 1.0),
                                        0.8)
                                .correct())
                .isTrue();
    }

    private static double score(Question question, Object right, Object answer) {
        return score(question, right, answer, 0);
    }

    private static double score(Question question, Object right, Object answer, double off) {
        return AnswerScore.of(
                        new Ontology(1, List.of(question)),
                        Map.of("q", right),
                        Map.of("q", answer),
                        Map.of("q", off),
                        0.8)
                .score();
    }

    @SafeVarargs
    private static Map<String, Object> of(Map<String, Object>... regions) {
        return Map.of("regions", List.of(regions));
    }

    private static Map<String, Object> box(String id, String label, double x, double y) {
        return Map.of(
                "id", id, "label", label, "box", Map.of("x", x, "y", y, "width", 10, "height", 10));
    }
}
