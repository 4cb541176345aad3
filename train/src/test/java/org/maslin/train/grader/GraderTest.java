package org.maslin.train.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import tools.jackson.databind.json.JsonMapper;

final class GraderTest {

    private static final String ITEM = "{\"answer\":\"It is 5.\",\"deep\":{\"n\":3}}";

    private static double grade(String grader, String output) {
        var json = JsonMapper.shared();
        return Grader.read("grader", json.readTree(grader.replace('\'', '"')), JUDGE)
                .grade(json.readTree(ITEM), output);
    }

    /** Likes what holds a 5, and is asked by the name of a mood. */
    private static final GraderModels JUDGE =
            (model, messages, options) -> {
                boolean likes = messages.getFirst().content().contains("5");
                return switch (model) {
                    case "scorer" ->
                            "{\"result\": 9} would be too much: {\"result\": %s}"
                                    .formatted(likes ? 4.5 : 1);
                    case "wild" -> "{\"result\": 7}";
                    case "labeler" -> likes ? "I say: Right." : "WRONG";
                    default -> "right or wrong, who knows";
                };
            };

    private static String judged(String type, String model, String more) {
        return ("{'type':'%s','name':'j','model':'%s',%s,'input':[{'role':'user',"
                        + "'content':'Is it {{sample.output_text}}?'}]}")
                .formatted(type, model, more);
    }

    @Test
    void scoreModel_takesTheLastResultOfAReply_withinItsRange() {
        String scorer = judged("score_model", "scorer", "'range':[0,5]");
        assertThat(grade(scorer, "It is 5.")).isEqualTo(4.5);
        assertThat(grade(scorer, "It is 6.")).isEqualTo(1);
        assertThat(grade(judged("score_model", "wild", "'range':[0,5]"), "x")).isNaN();
        assertThat(grade(judged("score_model", "mumbler", "'range':[0,5]"), "x")).isNaN();
        assertThat(ScoreModel.score(" 0.25\n")).isEqualTo(0.25);
    }

    @Test
    void labelModel_passesOnTheOneLabelThatAReplyNames() {
        String labels = "'labels':['right','wrong'],'passing_labels':['right']";
        assertThat(grade(judged("label_model", "labeler", labels), "It is 5.")).isEqualTo(1);
        assertThat(grade(judged("label_model", "labeler", labels), "It is 6.")).isZero();
        assertThat(grade(judged("label_model", "mumbler", labels), "It is 5.")).isNaN();
    }

    @Test
    void graderThatAsksAModel_isRefusedWhereNoneMayBeAsked() {
        var scorer = JsonMapper.shared().readTree("{\"type\":\"score_model\"}");
        assertThatThrownBy(() -> Grader.read("grader", scorer, null))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("grader.type");
    }

    private static String check(String operation) {
        return ("{'type':'string_check','name':'c','operation':'%s','input':'{{sample.output_text}}',"
                        + "'reference':'{{ item.answer }}'}")
                .formatted(operation);
    }

    private static String similarity(String metric) {
        return ("{'type':'text_similarity','name':'s','evaluation_metric':'%s',"
                        + "'input':'{{sample.output_text}}','reference':'the cat sat on the mat'}")
                .formatted(metric);
    }

    @Test
    void stringCheck_comparesAsItsOperationSays() {
        assertThat(grade(check("eq"), "It is 5.")).isEqualTo(1);
        assertThat(grade(check("eq"), "it is 5.")).isZero();
        assertThat(grade(check("ne"), "It is 6.")).isEqualTo(1);
        assertThat(grade(check("like"), "I say: It is 5. Yes.")).isEqualTo(1);
        assertThat(grade(check("like"), "it is 5.")).isZero();
        assertThat(grade(check("ilike"), "so it is 5. yes")).isEqualTo(1);
    }

    @Test
    void gap_readsDeepFieldsAndNumbers() {
        String grader =
                "{'type':'string_check','operation':'eq','input':'n={{item.deep.n}}','reference':'n=3'}";
        assertThat(grade(grader, "")).isEqualTo(1);
    }

    /** By hand: 5 of 6 words, 3 of 5 pairs, 11 and 22 letters with a subsequence of 11. */
    @Test
    void textSimilarity_hasTheValuesWorkedOutByHand() {
        String output = "the cat lay on the mat";
        assertThat(grade(similarity("rouge_1"), output)).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(grade(similarity("rouge_2"), output)).isCloseTo(3.0 / 5, within(1e-12));
        assertThat(grade(similarity("rouge_3"), output)).isCloseTo(1.0 / 4, within(1e-12));
        assertThat(grade(similarity("rouge_l"), output)).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(grade(similarity("fuzzy_match"), "the cat sat"))
                .isCloseTo(2.0 * 11 / 33, within(1e-12));
        // 5 + 3 + 1 + 0 of 6 + 5 + 4 + 3 grams
        assertThat(grade(similarity("gleu"), output)).isCloseTo(9.0 / 18, within(1e-12));
        double shares = 5.0 / 6 * 3 / 5 * 1 / 4 * 0.5 / 3;
        assertThat(grade(similarity("bleu"), output))
                .isCloseTo(Math.pow(shares, 0.25), within(1e-12));
    }

    @Test
    void textSimilarity_ofTheSameAndOfNothing_isOneAndNone() {
        for (String metric : List.of("fuzzy_match", "bleu", "gleu", "rouge_2", "rouge_l")) {
            assertThat(grade(similarity(metric), "the cat sat on the mat"))
                    .as(metric)
                    .isCloseTo(1, within(1e-12));
            assertThat(grade(similarity(metric), "")).as(metric).isZero();
        }
    }

    @Test
    void multi_worksOutItsFormula() {
        String grader = "{'type':'multi','graders':{'exact':%s,'near':%s},'calculate_output':'%s'}";
        String formula = "0.5 * exact + max(near, 0.2) / 2 - (abs(-1) - 1)";
        assertThat(grade(grader.formatted(check("eq"), similarity("rouge_1"), formula), "It is 5."))
                .isCloseTo(0.6, within(1e-12));
    }

    @Test
    void whatIsNoGrader_isRefusedWithItsPlace() {
        for (String[] one :
                new String[][] {
                    {"{}", "grader.type"},
                    {"{'type':'python','source':'import os'}", "grader.type"},
                    {"{'type':'string_check','operation':'is'}", "grader.operation"},
                    {"{'type':'string_check','operation':'eq','input':'a'}", "grader.reference"},
                    {
                        "{'type':'string_check','operation':'eq','input':'{{env.KEY}}','reference':''}",
                        "grader.input"
                    },
                    {similarity("cosine"), "grader.evaluation_metric"},
                    {judged("score_model", "", "'range':[0,1]"), "grader.model"},
                    {judged("score_model", "m", "'range':[1,0]"), "grader.range"},
                    {
                        judged("score_model", "m", "'sampling_params':{'top_p':0.5}"),
                        "grader.sampling_params.top_p"
                    },
                    {judged("label_model", "m", "'labels':['a']"), "grader.passing_labels"},
                    {
                        judged("label_model", "m", "'labels':['a'],'passing_labels':['b']"),
                        "grader.passing_labels"
                    },
                    {
                        "{'type':'score_model','model':'m','input':[{'role':'user','content':{'type':'input_image'}}]}",
                        "grader.input[0].content"
                    },
                    {"{'type':'multi','graders':{}}", "grader.graders"},
                    {
                        "{'type':'multi','graders':{'a':%s},'calculate_output':'a ** 2'}"
                                .formatted(check("eq")),
                        "grader.calculate_output"
                    },
                    {
                        "{'type':'multi','graders':{'a':%s},'calculate_output':'exit(1)'}"
                                .formatted(check("eq")),
                        "grader.calculate_output"
                    }
                }) {
            assertThatThrownBy(() -> grade(one[0], ""))
                    .as(one[0])
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(one[1]);
        }
    }

    @Test
    void rowWithoutTheField_isToldByName() {
        String grader =
                "{'type':'string_check','operation':'eq','input':'{{item.gold}}','reference':'x'}";
        assertThatThrownBy(() -> grade(grader, ""))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"gold\"");
    }
}
