package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * What an annotator is asked about a sample. An answer is a JSON value whose form the kind of
 * question decides. Answers that name candidates count them as they were shown, from 0; they are
 * kept in the sample's own order.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChoiceQuestion.class, name = "choice"),
    @JsonSubTypes.Type(value = MultiChoiceQuestion.class, name = "multi-choice"),
    @JsonSubTypes.Type(value = RatingQuestion.class, name = "rating"),
    @JsonSubTypes.Type(value = NumberQuestion.class, name = "number"),
    @JsonSubTypes.Type(value = TextQuestion.class, name = "text"),
    @JsonSubTypes.Type(value = PairwiseQuestion.class, name = "pairwise"),
    @JsonSubTypes.Type(value = BestOfQuestion.class, name = "best-of"),
    @JsonSubTypes.Type(value = RankingQuestion.class, name = "ranking"),
    @JsonSubTypes.Type(value = RubricQuestion.class, name = "rubric"),
    @JsonSubTypes.Type(value = RewriteQuestion.class, name = "rewrite"),
    @JsonSubTypes.Type(value = RegionsQuestion.class, name = "regions"),
    @JsonSubTypes.Type(value = DataQuestion.class, name = "data"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Question
        permits ChoiceQuestion,
                MultiChoiceQuestion,
                RatingQuestion,
                NumberQuestion,
                TextQuestion,
                PairwiseQuestion,
                BestOfQuestion,
                RankingQuestion,
                RubricQuestion,
                RewriteQuestion,
                RegionsQuestion,
                DataQuestion {

    /** Small letters, digits and hyphens; one of a kind in its ontology. */
    String name();

    /** The word of its kind; written wherever a question is, even in a list of any questions. */
    @JsonProperty(value = "kind", access = JsonProperty.Access.READ_ONLY)
    default String kind() {
        return switch (this) {
            case ChoiceQuestion question -> "choice";
            case MultiChoiceQuestion question -> "multi-choice";
            case RatingQuestion question -> "rating";
            case NumberQuestion question -> "number";
            case TextQuestion question -> "text";
            case PairwiseQuestion question -> "pairwise";
            case BestOfQuestion question -> "best-of";
            case RankingQuestion question -> "ranking";
            case RubricQuestion question -> "rubric";
            case RewriteQuestion question -> "rewrite";
            case RegionsQuestion question -> "regions";
            case DataQuestion question -> "data";
        };
    }

    String caption();

    /** Where it is asked, and whether an answer may be left out. */
    @Nullable Asking asking();

    /**
     * Refuses an answer that this question does not allow.
     *
     * @param place where the answer stands, such as {@code answers.kind}
     * @param candidates how many candidates the sample has
     */
    void check(String place, Object answer, int candidates);

    /**
     * Refuses what cannot become an answer that this question allows; what lacks may still come.
     */
    default void checkDraft(String place, Object answer, int candidates) {
        check(place, answer, candidates);
    }

    /** An answer about candidates as shown, in the sample's own order. */
    default Object own(Object answer, int[] shown) {
        return answer;
    }

    /** An answer in the sample's own order, as this annotator was shown the candidates. */
    default Object asShown(Object answer, int[] shown) {
        return answer;
    }

    /** The one label of an answer, from which a consensus can be made; null if it has none. */
    default @Nullable String label(Object ownAnswer) {
        return null;
    }

    /** The labels that answers can have; empty where they have none, or where any may come. */
    @JsonIgnore
    default List<String> labels() {
        return List.of();
    }

    /** The fewest candidates that a sample must have, and the most. */
    @JsonIgnore
    default Range candidates() {
        return new Range(0, Integer.MAX_VALUE);
    }

    /** How many there may be. */
    record Range(int least, int most) {
        public boolean covers(int n) {
            return least <= n && n <= most;
        }
    }

    @JsonIgnore
    default boolean isRequired() {
        Asking asking = asking();
        return asking == null || !Boolean.FALSE.equals(asking.required());
    }

    /**
     * Of what it is asked one by one, so that its answer is a list; null if of the whole sample.
     */
    @JsonIgnore
    default Asking.@Nullable Each each() {
        Asking asking = asking();
        return asking == null ? null : asking.each();
    }

    /** Checks what all questions have. */
    static void checkHead(String name, String caption) {
        if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
            throw bad("name", "\"" + name + "\"", "small letters, digits and hyphens");
        }
        if (caption.isBlank() || caption.length() > 1000) {
            throw bad("caption", "a caption of " + caption.length(), "1 to 1000 characters");
        }
    }

    static BadInputException bad(String field, String found, String expected) {
        return new BadInputException(
                "questions." + field, found, expected, "Change the question and send it again.");
    }
}
